/** ResNet-18 (20 layers) and VGG-19 on CIFAR-10 (figure 2, appendix I): convolutions only, pruned across layers. */

export interface PaperDeep {
  readonly network: string;
  readonly learningRate: string;
  /** Iterations. */
  readonly warmup: number;
  readonly batchSize: number;
  readonly iterations: number;
  /** Finished iterations after which the learning rate is a tenth and a hundredth. */
  readonly falls: readonly [number, number];
}

export const paperDeep = ({ network, learningRate, warmup, batchSize, iterations, falls: [first, second] }: PaperDeep): string => `{
  "dataset": "cifar-10",
  "network": "${network}",
  "training": {
    "optimizer": "momentum",
    "momentum": 0.9,
    "learningRate": ${learningRate},
    "warmup": ${String(warmup)},
    "schedule": [{ "after": ${String(first)}, "factor": 0.1 }, { "after": ${String(second)}, "factor": 0.01 }],
    "weightDecay": 0.0001,
    "batchSize": ${String(batchSize)},
    "iterations": ${String(iterations)},
    "evaluateEvery": 100,
    "validationSize": 5000,
    "augmentation": { "flip": true, "crop": 4 },
    "testEvaluation": "every"
  },
  "pruning": {
    "criterion": "magnitude",
    "scope": "global",
    "schedule": "iterative",
    "rounds": 20,
    "rates": { "global": 0.2, "convolution": 0.2, "dense": 0, "output": 0 }
  },
  "rewind": "initial",
  "controls": { "randomReinit": 3, "randomMask": 1 },
  "trials": 5
}
`;

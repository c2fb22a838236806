/** ResNet-18 (20 layers) and VGG-19 on CIFAR-10 (figure 2, appendix I): convolutions only, pruned across layers. */

interface PaperDeep {
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

/** Conv-2, but a quarter as wide as the paper's: 16 filters, 64 and 64 units, so that it takes minutes where the paper's takes days. */
export const quickConv2 = `{
  // A quarter as wide as the paper's Conv-2: 16 filters instead of 64, 64 units instead of 256.
  "dataset": "cifar-10",
  "network": {
    "layers": [
      { "kind": "convolution", "filters": 16 },
      { "kind": "convolution", "filters": 16 },
      { "kind": "max-pool" },
      { "kind": "flatten" },
      { "units": 64 },
      { "units": 64 },
      { "units": 10 }
    ]
  },
  // 3,400 iterations instead of 20,000; so that the validation loss reaches its minimum in them, at 5 times the paper's learning rate.
  // With the paper's 0.0002, or 3,000 iterations, the dense network's was lowest at the end, and no verdict could be given.
  "training": {
    "optimizer": "adam",
    "learningRate": 0.001,
    "batchSize": 60,
    "iterations": 3400,
    "evaluateEvery": 200,
    "validationSize": 5000,
    "testEvaluation": "at-new-minimum"
  },
  "pruning": { "rounds": 8, "rates": { "convolution": 0.1, "dense": 0.2, "output": 0.1 } },
  "controls": { "randomReinit": 1, "randomMask": 1 },
  "trials": 1
}
`;

/** The paper's convolutional networks on CIFAR-10 (figure 2, appendix H.1), and with dropout (section 3). */

interface PaperConv {
  readonly network: string;
  readonly learningRate: string;
  readonly iterations: number;
  readonly convolution: number;
}

/** Text, so that it reads like any other config. */
export const paperConv = ({ network, learningRate, iterations, convolution }: PaperConv): string => `{
  "dataset": "cifar-10",
  "network": "${network}",
  "training": {
    "optimizer": "adam",
    "learningRate": ${learningRate},
    "batchSize": 60,
    "iterations": ${String(iterations)},
    "evaluateEvery": 100,
    "validationSize": 5000,
    "testEvaluation": "every"
  },
  "pruning": {
    "criterion": "magnitude",
    "scope": "layer",
    "schedule": "iterative",
    "rounds": 20,
    "rates": { "convolution": ${String(convolution)}, "dense": 0.2, "output": 0.1 }
  },
  "rewind": "initial",
  "controls": { "randomReinit": 3, "randomMask": 1 },
  "trials": 5
}
`;

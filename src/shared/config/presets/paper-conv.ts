/** The paper's convolutional networks on CIFAR-10 (figure 2, appendix H.1), and with dropout (section 3). */

export interface PaperConv {
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

/** The paper's one-shot pruning of LeNet-300-100 (figure 4, right): every size is pruned from the same dense training. */
export const paperLenet300100OneShot = `{
  "dataset": "mnist",
  "network": "lenet-300-100",
  "training": {
    "optimizer": "adam",
    "learningRate": 0.0012,
    "batchSize": 60,
    "iterations": 50000,
    "evaluateEvery": 100,
    "validationSize": 5000,
    "testEvaluation": "every"
  },
  "pruning": {
    "criterion": "magnitude",
    "scope": "layer",
    "schedule": "one-shot",
    // shares of the weights that remain: the paper's axis, and the sizes that it names in the text
    "sizes": [0.95, 0.675, 0.513, 0.263, 0.211, 0.176, 0.135, 0.07, 0.0517, 0.036, 0.019, 0.01, 0.005],
    "rates": { "dense": 0.2, "output": 0.1 }
  },
  "rewind": "initial",
  "controls": { "randomReinit": 3, "randomMask": 1 },
  "trials": 5
}
`;

/** A first look within a few minutes on two cores: down to 21 % of the weights, where the paper's headline comparison stands. */
export const quickLenet300100 = `{
  "dataset": "mnist",
  "network": "lenet-300-100",
  "training": { "iterations": 4000, "evaluateEvery": 100, "testEvaluation": "at-new-minimum" },
  "pruning": { "rounds": 7, "rates": { "dense": 0.2, "output": 0.1 } },
  "controls": { "randomReinit": 1, "randomMask": 1 },
  "trials": 1
}
`;

/** LeNet-300-100 on MNIST as in figure 2 and appendix G.1 of the paper; text, so that it reads like any other config. */
export const paperLenet300100 = `{
  "dataset": "mnist",
  "network": "lenet-300-100",
  "training": {
    "optimizer": "adam",
    "learningRate": 0.0012,
    "batchSize": 60,
    "iterations": 50000,
    "evaluateEvery": 100,
    "validationSize": 5000,
    "testEvaluation": "every"
  },
  "pruning": {
    "criterion": "magnitude",
    "scope": "layer",
    "schedule": "iterative",
    "rounds": 24, // to 0.5 % of the weights
    "rates": { "dense": 0.2, "output": 0.1 }
  },
  "rewind": "initial",
  "controls": { "randomReinit": 3, "randomMask": 1 },
  "trials": 5
}
`;

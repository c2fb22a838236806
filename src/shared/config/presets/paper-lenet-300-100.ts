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

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

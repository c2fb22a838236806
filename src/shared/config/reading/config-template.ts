/** What `init` and New Experiment Config write: every line can be taken out. */
export const configTemplate = `// A Lottery Ticket Hypothesis experiment. Every key has a default; see docs/config.md.
{
  "dataset": "mnist",
  "network": "lenet-300-100",
  "training": {
    "optimizer": "adam",
    "learningRate": 0.0012,
    "batchSize": 60,
    "iterations": 4000, // the paper: 50,000
    "evaluateEvery": 100,
    "validationSize": 5000 // images kept from training; their loss finds the early-stopping iteration
  },
  "pruning": {
    "rounds": 7,
    "rates": { "dense": 0.2, "output": 0.1 } // share of the surviving weights pruned in each round
  },
  "controls": { "randomReinit": 1, "randomMask": 1 }, // trained beside each ticket
  "trials": 1, // the paper: 5
  "seed": 1
}
`;

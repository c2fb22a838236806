/** The text of new configs: every line can be taken out. */

/** What a new config is asked for; all else has the paper's defaults. */
export interface NewConfig {
  readonly dataset: string;
  readonly network: string;
  readonly optimizer: 'adam' | 'momentum';
  readonly learningRate: number;
  readonly batchSize: number;
  readonly iterations: number;
  readonly evaluateEvery: number;
  readonly rounds: number;
  readonly trials: number;
  /** Of the paper, for who wants to compare. */
  readonly paperIterations: string;
}

const value = (one: string | number): string => JSON.stringify(one);

/** The comment stands inside: an editor calls a file without a name by its first line. */
export function newConfigText(config: NewConfig): string {
  const { dataset, network, optimizer, learningRate, batchSize, iterations, evaluateEvery, rounds, trials, paperIterations } = config;
  return `{
  // A Lottery Ticket Hypothesis experiment. Every key has a default; see docs/config.md.
  "dataset": ${value(dataset)},
  "network": ${value(network)},
  "training": {
    "optimizer": ${value(optimizer)},
    "learningRate": ${value(learningRate)},
    "batchSize": ${value(batchSize)},
    "iterations": ${value(iterations)}, // the paper: ${paperIterations}
    "evaluateEvery": ${value(evaluateEvery)},
    "validationSize": 5000 // images kept from training; their loss finds the early-stopping iteration
  },
  "pruning": {
    "rounds": ${value(rounds)},
    "rates": { "dense": 0.2, "output": 0.1 } // share of the surviving weights pruned in each round
  },
  "controls": { "randomReinit": 1, "randomMask": 1 }, // trained beside each ticket
  "trials": ${value(trials)}, // the paper: 5
  "seed": 1
}
`;
}

export const lenetConfig: NewConfig = {
  ...{ dataset: 'mnist', network: 'lenet-300-100', optimizer: 'adam', learningRate: 0.0012, batchSize: 60 },
  ...{ iterations: 4000, evaluateEvery: 100, rounds: 7, trials: 1, paperIterations: '50,000' },
};

/** What `init` and New Experiment Config write where nobody says anything else. */
export const configTemplate = newConfigText(lenetConfig);

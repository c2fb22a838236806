import * as z from 'zod';

const earlyBirdSchema = z
  .strictObject({
    window: z
      .number()
      .int()
      .min(2)
      .max(100)
      .default(5)
      .describe('Masks of so many epochs in a row that must agree with the newest of them.'),
    threshold: z
      .number()
      .min(0)
      .lt(1)
      .default(0.1)
      .describe('The normalised Hamming distance, 0..1, that the newest mask may have to each of the others.'),
    stop: z
      .boolean()
      .optional()
      .describe(
        'Ends a training when the masks that are drawn from it have settled; nothing can then be compared with it. false by default.',
      ),
  })
  .describe(
    'Draws each mask as soon as it settles, one mask an epoch (Early-Bird tickets, You et al. 2020); absent: at the end of training.',
  );
export type EarlyBirdConfig = z.output<typeof earlyBirdSchema>;

export const rewindSchema = z.union([
  z.enum(['initial', 'learning-rate', 'none']),
  z.strictObject({
    iteration: z
      .number()
      .int()
      .min(1)
      .max(10_000_000)
      .describe('Iteration of the dense training whose weights the survivors go back to; below training.iterations.'),
  }),
]);
export type RewindConfig = z.output<typeof rewindSchema>;

const rate = z.number().min(0).lt(1);

/** What the config must know of a criterion before anything is pruned. */
interface CriterionFacts {
  /** Its scores change in the course of a training, so that Early-Bird has something to watch. */
  readonly looksAtTraining: boolean;
  /** It scores initial weights by gradients: these weights must be what is trained. */
  readonly atInitialisation: boolean;
  /** It looks at the first `pruning.samples` training images. */
  readonly needsSamples: boolean;
  /** It needs second derivatives, which only the config's own layers have, not those of a model file. */
  readonly needsSecondDerivatives?: true;
  /** It ranks channels by the scales of batch normalisation and prunes them whole, over all layers. */
  readonly prunesChannels?: true;
  /** Its name in Zhou et al. 2019, whose supermask is an untrained network under such a mask. */
  readonly zhou?: string;
}

const ofTrainedWeights = { looksAtTraining: true, atInitialisation: false, needsSamples: false };
const ofNoTraining = { looksAtTraining: false, atInitialisation: false, needsSamples: false };
const ofLossGradients = { looksAtTraining: false, atInitialisation: true, needsSamples: true };

/** The one list of criteria; `src/lottery/pruning/criteria.ts` has a function for each. Weight criteria are named as in Zhou et al. 2019, figure 2. */
const criteria = {
  /** The paper's own; "large final" in Zhou et al. */
  magnitude: { ...ofTrainedWeights, zhou: 'large final' },
  'small-final': { ...ofTrainedWeights, zhou: 'small final' },
  'large-init': { ...ofNoTraining, zhou: 'large init' },
  'small-init': { ...ofNoTraining, zhou: 'small init' },
  'large-init-large-final': { ...ofTrainedWeights, zhou: 'large init, large final' },
  'small-init-small-final': { ...ofTrainedWeights, zhou: 'small init, small final' },
  'magnitude-increase': { ...ofTrainedWeights, zhou: 'magnitude increase' },
  movement: { ...ofTrainedWeights, zhou: 'movement' },
  random: { ...ofNoTraining, zhou: 'random' },
  snip: ofLossGradients,
  grasp: { ...ofLossGradients, needsSecondDerivatives: true },
  synflow: { ...ofLossGradients, needsSamples: false },
  'channel-scale': { ...ofTrainedWeights, prunesChannels: true },
} as const satisfies Record<string, CriterionFacts>;
export type CriterionName = keyof typeof criteria;

export const criterionFacts: Readonly<Record<CriterionName, CriterionFacts>> = criteria;
const criterionNames = Object.keys(criteria) as CriterionName[];

/** Of pruning at initialisation, where rates of rounds mean little. */
const layerBudgets = ['erk', 'uniform'] as const;
export type LayerBudget = (typeof layerBudgets)[number];

export const pruningSchema = z.strictObject({
  criterion: z
    .enum(criterionNames)
    .default('magnitude')
    .describe('Which weights go first. "magnitude": those of the smallest absolute trained value, as in the paper.'),
  scope: z
    .enum(['layer', 'global'])
    .default('layer')
    .describe('"layer": each layer is pruned at its own rate. "global": all layers that take part are compared with each other.'),
  schedule: z
    .enum(['iterative', 'one-shot'])
    .default('iterative')
    .describe('"iterative": train, prune, rewind, again. "one-shot": every round is pruned from the same dense training.'),
  rounds: z.number().int().min(1).max(200).default(9).describe('Rounds after the dense one (round 0).'),
  sizes: z
    .array(z.number().gt(0).lt(1))
    .min(1)
    .max(200)
    .optional()
    .describe('Only for "one-shot": the share of all prunable weights that remains in each round, falling. In place of "rounds".'),
  layerBudget: z
    .enum(layerBudgets)
    .optional()
    .describe(
      'How the weights that a round keeps are shared among layers, for criteria that look at no training. "erk": Erdos-Renyi-Kernel (Evci et al. 2020). "uniform": the same density in every layer. Absent: by "rates".',
    ),
  samples: z
    .number()
    .int()
    .min(1)
    .max(65_536)
    .default(100)
    .describe('Only for "snip" and "grasp": training images whose loss they look at.'),
  earlyBird: earlyBirdSchema.optional(),
  rates: z
    .object({
      dense: rate.default(0.2).describe('Share of the surviving weights of a fully connected layer pruned per round, 0..1.'),
      output: rate.default(0.1).describe('Share pruned per round in the output layer.'),
      convolution: rate.default(0.1).describe('Share pruned per round in a convolution.'),
      global: rate
        .optional()
        .describe('Only for the scope "global": share of the survivors of all layers that take part pruned per round; 0.2 by default.'),
    })
    .catchall(rate)
    .prefault({})
    .describe('Share of the surviving weights pruned per round, 0 to below 1, by kind of layer or by layer name.'),
});
export type PruningConfig = z.output<typeof pruningSchema>;

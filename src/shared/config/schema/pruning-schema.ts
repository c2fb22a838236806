import { z } from 'zod';

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

/** Zhou et al. 2019, figure 2, in their words; "magnitude" is their "large final" and the paper's own. */
export const weightCriterionNames = [
  'magnitude',
  'small-final',
  'large-init',
  'small-init',
  'large-init-large-final',
  'small-init-small-final',
  'magnitude-increase',
  'movement',
] as const;
/** Scored before any training, by gradients. */
const gradientCriterionNames = ['snip', 'grasp', 'synflow'] as const;
const criterionNames = [...weightCriterionNames, 'random', ...gradientCriterionNames] as const;

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
type CriterionName = PruningConfig['criterion'];

/** Whose scores no training changes. */
const untrained: readonly CriterionName[] = [...gradientCriterionNames, 'random', 'large-init', 'small-init'];
export const looksAtTraining = (criterion: CriterionName): boolean => !untrained.includes(criterion);
export const atInitialisation = (criterion: CriterionName): boolean => (gradientCriterionNames as readonly string[]).includes(criterion);

type Rounds = Pick<PruningConfig, 'rounds'> & Partial<Pick<PruningConfig, 'schedule' | 'sizes'>>;

/** Rounds after the dense one: one for each size of a one-shot pruning that lists them. */
export function roundCount({ rounds, schedule, sizes }: Rounds): number {
  return schedule === 'one-shot' && sizes ? sizes.length : rounds;
}

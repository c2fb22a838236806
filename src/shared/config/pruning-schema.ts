import { z } from 'zod';

const rate = z.number().min(0).lt(1);

export const pruningSchema = z.strictObject({
  criterion: z.literal('magnitude').default('magnitude').describe('Smallest absolute trained weight first.'),
  scope: z.literal('layer').default('layer').describe('Each layer is pruned at its own rate.'),
  schedule: z.literal('iterative').default('iterative').describe('Train, prune, rewind, again.'),
  rounds: z.number().int().min(1).max(200).default(9).describe('Rounds after the dense one (round 0).'),
  rates: z
    .object({
      dense: rate.default(0.2).describe('Share of the surviving weights of a fully connected layer pruned per round, 0..1.'),
      output: rate.default(0.1).describe('Share pruned per round in the output layer.'),
      convolution: rate.default(0.1).describe('Share pruned per round in a convolution.'),
    })
    .catchall(rate)
    .prefault({})
    .describe('Share of the surviving weights pruned per round, 0 to below 1, by kind of layer or by layer name.'),
});
export type PruningConfig = z.output<typeof pruningSchema>;

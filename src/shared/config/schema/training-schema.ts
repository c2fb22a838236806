import { z } from 'zod';

const iterations = z.number().int().min(1).max(10_000_000);

const scheduleStep = z.strictObject({
  after: iterations.describe('Number of finished iterations after which the factor applies.'),
  factor: z.number().positive().describe('What training.learningRate is multiplied by from then on; factors do not add up.'),
});

const augmentationSchema = z.strictObject({
  flip: z.boolean().default(false).describe('Whether half of the training images, drawn anew each time, are mirrored left to right.'),
  crop: z
    .number()
    .int()
    .min(0)
    .max(64)
    .default(0)
    .describe('Pixels of black added on every side of a training image, of which its own size is then cut out at a random place.'),
});

export const trainingSchema = z.strictObject({
  optimizer: z.enum(['adam', 'sgd', 'momentum']).default('adam'),
  learningRate: z.number().positive().default(0.0012).describe('Step size of the optimiser.'),
  schedule: z
    .array(scheduleStep)
    .default([])
    .describe('How the learning rate falls: [{ "after": 20000, "factor": 0.1 }, { "after": 25000, "factor": 0.01 }].'),
  warmup: z
    .number()
    .int()
    .min(0)
    .max(10_000_000)
    .default(0)
    .describe('Iterations over which the learning rate rises evenly from 0 at the start.'),
  momentum: z.number().min(0).max(1).default(0.9).describe('Only for "momentum".'),
  weightDecay: z.number().min(0).default(0).describe('Added to the gradient of weights, never of biases.'),
  batchSize: z.number().int().min(1).max(65_536).default(60).describe('Images in each iteration.'),
  iterations: iterations.default(4000).describe('Iterations of every training. The paper uses 50,000 for LeNet.'),
  evaluateEvery: iterations.default(100).describe('Iterations between two evaluations.'),
  validationSize: z
    .number()
    .int()
    .min(1)
    .default(5000)
    .describe('Images taken out of the training set to find the early-stopping iteration.'),
  augmentation: augmentationSchema.prefault({}).describe('How training images are changed, at random, each time they are seen.'),
  testEvaluation: z
    .enum(['every', 'at-new-minimum'])
    .default('every')
    .describe(
      '"at-new-minimum" tests only where the validation loss reaches a new minimum, and at the end: same headline numbers, less time.',
    ),
  trainingEvaluation: z.enum(['end', 'every', 'never']).default('end').describe('When the training part itself is evaluated.'),
});

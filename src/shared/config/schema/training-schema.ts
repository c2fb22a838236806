import * as z from 'zod';

const iterations = z.number().int().min(1).max(10_000_000);

const scheduleStep = z.strictObject({
  after: iterations.describe('Number of finished iterations after which the factor applies.'),
  factor: z.number().positive().describe('What training.learningRate is multiplied by from then on; factors do not add up.'),
});

const share = z.number().min(0).max(1);

const cosineSchema = z.strictObject({
  kind: z
    .literal('cosine')
    .describe('From the full rate down to `final` along half a cosine (Loshchilov & Hutter 2017), without restarts.'),
  final: share.default(0).describe('Share of training.learningRate that is left at the end.'),
});

const oneCycleSchema = z.strictObject({
  kind: z
    .literal('one-cycle')
    .describe('Up to training.learningRate and down again, once (Smith & Topin 2018), in the two phases of PyTorch. No warmup beside it.'),
  form: z.enum(['cosine', 'linear']).default('cosine').describe('Whether the rate rises and falls along half a cosine or a straight line.'),
  rise: z.number().gt(0).lt(1).default(0.3).describe('Share of the iterations in which the rate rises.'),
  start: share.default(0.04).describe('Share of training.learningRate at the first iteration.'),
  final: share.default(0.000004).describe('Share of training.learningRate at the last iteration.'),
});

const curves = [cosineSchema, oneCycleSchema] as const;
/** Told apart by `kind`: what is wrong inside is reported there. */
export const scheduleCurveSchema = z.discriminatedUnion('kind', curves);
export const scheduleSchema = z.union([z.array(scheduleStep), z.enum(['cosine', 'one-cycle']), ...curves]);
export type ScheduleConfig = z.output<typeof scheduleSchema>;

/** The curve of a schedule that is none of steps, its defaults filled in. */
export const scheduleCurve = (schedule: Exclude<ScheduleConfig, readonly unknown[]>): z.output<typeof scheduleCurveSchema> =>
  scheduleCurveSchema.parse(typeof schedule === 'string' ? { kind: schedule } : schedule);

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
  optimizer: z
    .enum(['adam', 'sgd', 'momentum'])
    .default('adam')
    .describe('"adam": Kingma & Ba 2015, as the paper uses for LeNet and Conv. "sgd": plain steps. "momentum": SGD with "momentum".'),
  learningRate: z.number().positive().default(0.0012).describe('Step size of the optimiser.'),
  schedule: scheduleSchema
    .default([])
    .describe(
      'How the learning rate changes: "cosine", "one-cycle", an object with their settings, or steps such as [{ "after": 20000, "factor": 0.1 }, { "after": 25000, "factor": 0.01 }].',
    ),
  warmup: z
    .number()
    .int()
    .min(0)
    .max(10_000_000)
    .default(0)
    .describe('Iterations over which the learning rate rises evenly from 0 at the start.'),
  momentum: z.number().min(0).max(1).default(0.9).describe('Only for "momentum".'),
  nesterov: z.boolean().default(false).describe('Only for "momentum": Nesterov momentum, in the form of PyTorch.'),
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

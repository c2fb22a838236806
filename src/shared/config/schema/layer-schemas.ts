/** The layers that `network.layers` can list. */
import * as z from 'zod';
import type { LayerKind } from '../../network/layers.ts';

const name = z
  .string()
  .regex(/^[A-Za-z][\w-]*$/)
  .optional()
  .describe('Name of the layer; by default its kind and number: fc1, conv1, pool1, norm1, relu1, dropout1, block1, ...');

const activation = z.enum(['relu', 'none']).optional();
const length = z.number().int().min(1).max(64);
const size = z.union([length, z.array(length).length(2)]);
const stride = z.number().int().min(1).max(64);

const denseSchema = z.strictObject({
  kind: z.literal('dense').default('dense').describe('Fully connected; an image is flattened.'),
  name,
  units: z.number().int().min(1).max(65_536).describe('Number of outputs of a fully connected layer.'),
  activation: activation.describe('"relu" by default, but "none" for the last layer.'),
});

const convolutionSchema = z.strictObject({
  kind: z.literal('convolution').describe('A convolution over images, with a bias and an activation.'),
  name,
  filters: z.number().int().min(1).max(4096).describe('Number of output channels of a convolution.'),
  kernelSize: size.default(3).describe('Side of the kernel, or [height, width].'),
  stride: stride.default(1).describe('Pixels between two places of the kernel.'),
  padding: z.enum(['same', 'valid']).default('same').describe('"same" adds zeros all around, "valid" none.'),
  bias: z.boolean().optional().describe('Whether a convolution has biases; true by default, but false before a batch normalization.'),
  activation: activation.describe('"relu" by default, but "none" before a batch normalization.'),
});

const poolFields = {
  name,
  size: size.default(2).describe('Side of the window, or [height, width].'),
  stride: stride.optional().describe("Pixels between two windows; the window's side by default."),
};
const maxPoolSchema = z.strictObject({ kind: z.literal('max-pool').describe('The largest value of each window.'), ...poolFields });
const averagePoolSchema = z.strictObject({ kind: z.literal('average-pool').describe('The mean of each window.'), ...poolFields });
const globalAveragePoolSchema = z.strictObject({ kind: z.literal('global-average-pool').describe('The mean of each channel.'), name });
const flattenSchema = z.strictObject({
  kind: z.literal('flatten').describe('An image as one row of values; for the eye, since dense layers do it themselves.'),
  name,
});
const reluSchema = z.strictObject({ kind: z.literal('relu').describe('max(0, x), as a layer of its own.'), name });
const dropoutSchema = z.strictObject({
  kind: z.literal('dropout').describe('Sets a share of the values to 0 while it is trained and scales up the others.'),
  name,
  rate: z.number().min(0).lt(1).default(0.5).describe('Share of the values that are 0 in an iteration; never in an evaluation.'),
});
const batchNormalizationSchema = z.strictObject({
  kind: z
    .literal('batch-normalization')
    .describe('Normalises each channel over the batch, then scales and shifts it (Ioffe & Szegedy 2015).'),
  name,
  epsilon: z.number().positive().default(1e-5).describe('Added to the variance.'),
  momentum: z.number().positive().max(1).default(0.1).describe("Share of each batch in the running statistics (PyTorch's convention)."),
});

/** Kinds that a config can list; a model file is named instead. One without a schema does not compile. */
type ListedKind = Exclude<LayerKind, 'model'>;
type Schemas<Kind extends ListedKind> = { readonly [Each in Kind]: z.ZodType<{ kind: Each }> };

const plainSchemas = {
  dense: denseSchema,
  convolution: convolutionSchema,
  'max-pool': maxPoolSchema,
  'average-pool': averagePoolSchema,
  'global-average-pool': globalAveragePoolSchema,
  flatten: flattenSchema,
  relu: reluSchema,
  dropout: dropoutSchema,
  'batch-normalization': batchNormalizationSchema,
} satisfies Schemas<Exclude<ListedKind, 'residual'>>;
type PlainSchema = (typeof plainSchemas)[keyof typeof plainSchemas];
const plainLayers = Object.values(plainSchemas) as [PlainSchema, ...PlainSchema[]];

const residualSchema = z.strictObject({
  kind: z.literal('residual').describe('A block of layers whose input is added to its output (He et al. 2016).'),
  name,
  layers: z.array(z.discriminatedUnion('kind', plainLayers)).min(1).describe('From input to output of the block, no further block inside.'),
  shortcut: z
    .enum(['identity', 'convolution'])
    .default('identity')
    .describe('What is added to the output of the block: its input as it is, or through a 1x1 convolution that fits its shape.'),
});

export const layerSchema = z.discriminatedUnion('kind', [...plainLayers, residualSchema]);
export type LayerConfig = z.input<typeof layerSchema>;

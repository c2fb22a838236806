import * as z from 'zod';
import { initialDistributions } from '../../network/initialisation.ts';
import { layerSchema } from './layer-schemas.ts';

const networkNames = [
  'lenet-300-100',
  'conv-2',
  'conv-4',
  'conv-6',
  'conv-2-dropout',
  'conv-4-dropout',
  'conv-6-dropout',
  'resnet-20',
  'vgg-19',
] as const;
export type NetworkName = (typeof networkNames)[number];

export const modelSchema = z.strictObject({
  model: z
    .string()
    .min(1)
    .describe(
      'Path of a TensorFlow.js layers model (model.json), also one converted from Keras. Its weights, if any, are the initial ones.',
    ),
  prune: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe(
      'What is pruned: names of layers, or of tensors ("dense/kernel"). By default the kernels of all dense and convolutional layers.',
    ),
});
type ModelConfig = z.output<typeof modelSchema>;

export const networkSchema = z.union([
  z.enum(networkNames),
  z.strictObject({ layers: z.array(layerSchema).min(1).describe('From input to output; the last has one unit for each class.') }),
  modelSchema,
]);
export type NetworkConfig = z.output<typeof networkSchema>;

/** Whether the network is a file that only TensorFlow.js reads. */
export const isModel = (network: NetworkConfig): network is ModelConfig => typeof network !== 'string' && 'model' in network;

/** From which distribution a network's initial weights are drawn. */
export const initialisationSchema = z.strictObject({
  distribution: z
    .enum(initialDistributions)
    .default('glorot-normal')
    .describe('Variance 2 / (fan-in + fan-out) for Glorot, 2 / fan-in for He; normal or uniform.'),
  truncated: z.boolean().default(false).describe('Normal values beyond two standard deviations are drawn again.'),
  scale: z.number().positive().max(1000).default(1).describe('Factor on the standard deviation.'),
});

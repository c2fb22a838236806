import { z } from 'zod';
import { layerSchema } from './layer-schemas.ts';

export const networkNames = [
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

export const networkSchema = z.union([
  z.enum(networkNames),
  z.strictObject({ layers: z.array(layerSchema).min(1).describe('From input to output; the last has one unit for each class.') }),
]);
export type NetworkConfig = z.output<typeof networkSchema>;

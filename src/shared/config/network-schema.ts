import { z } from 'zod';

const denseSchema = z.strictObject({
  kind: z.literal('dense').default('dense'),
  name: z
    .string()
    .regex(/^[A-Za-z][\w-]*$/)
    .optional()
    .describe('Name of the layer; fc1, fc2, ... by default.'),
  units: z.number().int().min(1).max(65_536).describe('Number of outputs.'),
  activation: z.enum(['relu', 'none']).optional().describe('"relu", but "none" for the last layer, by default.'),
});

export const networkNames = ['lenet-300-100'] as const;
export const networkSchema = z.union([
  z.enum(networkNames),
  z.strictObject({ layers: z.array(denseSchema).min(1).describe('From input to output; the last has one unit for each class.') }),
]);
export type NetworkConfig = z.output<typeof networkSchema>;

import * as z from 'zod';
import { initialDistributions } from '../../network/initialisation.ts';

export const initialisationSchema = z.strictObject({
  distribution: z
    .enum(initialDistributions)
    .default('glorot-normal')
    .describe('Variance 2 / (fan-in + fan-out) for Glorot, 2 / fan-in for He; normal or uniform.'),
  truncated: z.boolean().default(false).describe('Normal values beyond two standard deviations are drawn again.'),
  scale: z.number().positive().max(1000).default(1).describe('Factor on the standard deviation.'),
});

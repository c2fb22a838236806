/** A family of experiments that differ in some settings (the paper, appendix G, in ten lines). */
import { z } from 'zod';

/** By the full name of a key: the values that it takes, one after the other. */
export const sweepSchema = z.record(z.string(), z.array(z.unknown()).min(1));
export type SweepConfig = z.output<typeof sweepSchema>;

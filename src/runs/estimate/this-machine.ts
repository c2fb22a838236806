import { cpus } from 'node:os';
import type { ExperimentRecord } from '../store/experiment-record.ts';

/** What an experiment's record says of the machine it was run on. */
export const thisMachine = (): ExperimentRecord['machine'] => ({
  platform: process.platform,
  architecture: process.arch,
  processor: cpus()[0]?.model ?? 'unknown',
});

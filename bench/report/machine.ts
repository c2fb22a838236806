/** Where the figures were measured. */
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { availableCores } from '../../src/runs/threads/pool-size.ts';
import type { BenchMachine } from '../document.ts';

export const machine = (): BenchMachine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableCores(),
  memoryGigabytes: Math.round(totalmem() / 1e9),
  system: `${type()} ${release()}`,
  loadAverage: loadavg()[0] ?? NaN,
});

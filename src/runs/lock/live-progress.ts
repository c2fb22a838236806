/** experiments/<name>/progress.json: how far the run is, for windows and terminals that did not begin it. Believed only while the lock is held. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { RunProgress } from '../../shared/results/progress.ts';
import { seriesNames } from '../../shared/specs/series.ts';
import { readStoreFile } from '../store/files/store-files.ts';
import { writeAtomically } from '../store/files/write-atomically.ts';

const count = z.number().int().nonnegative();
const activeSchema = z.object({
  ...{ experiment: z.string(), trial: count, round: count, series: z.enum(seriesNames), replicate: count },
  ...{ rounds: count, iteration: count, iterations: count },
  job: z.object({ id: z.string(), state: z.enum(['queued', 'held', 'running']) }).optional(),
});
const progressSchema = z.object({
  ...{ trainingsDone: count, trainingsPlanned: count, iterationsDone: count, iterationsPlanned: count },
  fraction: z.number().min(0).max(1),
  secondsLeft: z.number().nullable(),
  active: z.array(activeSchema),
});

const mostBytes = 1024 * 1024;

const progressFile = (lockFile: string): string => path.join(path.dirname(lockFile), 'progress.json');

/** Need not survive a power cut; a disk that is full has said so elsewhere. */
export async function writeProgress(lockFile: string, progress: RunProgress): Promise<void> {
  await writeAtomically(progressFile(lockFile), `${JSON.stringify(progress)}\n`, { durable: false }).catch(() => undefined);
}

/** null where there is none yet, or none that can be read. */
export async function readProgress(lockFile: string): Promise<RunProgress | null> {
  try {
    const bytes = await readStoreFile(progressFile(lockFile), mostBytes);
    return progressSchema.parse(JSON.parse(bytes.toString('utf8'))) as RunProgress;
  } catch {
    return null;
  }
}

export async function removeProgress(lockFile: string): Promise<void> {
  await rm(progressFile(lockFile), { force: true }).catch(() => undefined);
}

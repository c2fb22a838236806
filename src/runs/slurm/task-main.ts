/** A task of a Slurm job: trains what it was given, several trainings side by side, and ends. A bundle of its own. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dataset } from '../../shared/specs/samples.ts';
import { foreignWords, ownWords } from '../../shared/text/own-words.ts';
import { readDataset } from '../reading/read-files.ts';
import { StoreFolders } from '../store/store-folders.ts';
import { readRunFiles, type RunFiles } from '../threads/run-files.ts';
import { TrainingThread } from '../threads/thread-handle.ts';
import { ThreadPool } from '../threads/thread-pool.ts';
import { type Batch, readBatch, SlurmRunFolder, type TaskProgress } from './run-folder.ts';
import { carryOutTraining } from './task-training.ts';

const [, , folder = '', batchFile = '', job = '', index = ''] = process.argv;

/** For the job's log. */
const say = (text: string): void => void process.stdout.write(`${new Date().toISOString()} ${text}\n`);

const stopFlag = new SharedArrayBuffer(4);
const stop = new AbortController();

/** Slurm says so before the time limit, when others take the node, and when the job is cancelled: every training saves a checkpoint within a step. */
function onStop(signal: string): void {
  say(`stopped by ${signal}: saving`);
  Atomics.store(new Int32Array(stopFlag), 0, 1);
  stop.abort();
}

function readDatasets(files: RunFiles, { datasets }: Batch): Promise<readonly Dataset[]> {
  return Promise.all(datasets.map(({ dataset, baseFolder, classes }) => readDataset(files, dataset, classes ?? undefined, { baseFolder })));
}

const checkpointIterations = Number(process.env['WT_CHECKPOINT_ITERATIONS']) || null;

async function startPool(files: RunFiles, batch: Batch, trainings: number): Promise<ThreadPool> {
  const { kernels, threadCode, tfjsFolder } = files;
  const datasets = await readDatasets(files, batch);
  const rhythm = { seconds: 15, iterations: checkpointIterations };
  const size = Math.min(batch.threads, trainings);
  return new ThreadPool(size, () => new TrainingThread(threadCode, { kernels, tfjsFolder, datasets, stopFlag, rhythm }));
}

const tellEvery = 1_000;

/** Tells the controller how far each training is, until the work is done. */
async function tellProgress(run: SlurmRunFolder, progress: TaskProgress, done: AbortSignal): Promise<void> {
  for (let told = ''; !done.aborted; await sleep(tellEvery, undefined, { signal: done }).catch(() => undefined)) {
    const now = JSON.stringify(progress);
    if (now === told) continue;
    told = now;
    await run.writeProgress(job, Number(index), progress).catch((error: unknown) => say(ownWords(error)));
  }
}

async function main(): Promise<void> {
  say(`job ${job}_${index} on ${process.env['SLURMD_NODENAME'] ?? 'an unknown node'}, Node.js ${process.versions.node}`);
  const run = new SlurmRunFolder(folder);
  const batch = await readBatch(batchFile);
  const hashes = batch.tasks[Number(index)] ?? [];
  const store = new StoreFolders(path.resolve(folder, '../..'));
  const pool = await startPool(await readRunFiles(__dirname), batch, hashes.length);
  stop.signal.addEventListener('abort', () => pool.close());
  const [progress, done] = [{}, new AbortController()];
  const telling = tellProgress(run, progress, done.signal);
  await Promise.all(hashes.map((hash) => carryOutTraining({ run, store, pool, progress, stopped: stop.signal, say }, hash)));
  done.abort();
  await Promise.all([telling, pool.terminate()]);
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGUSR1', 'SIGUSR2'] as const) process.on(signal, () => onStop(signal));
main().then(
  () => process.exit(0),
  (error: unknown) => {
    say(`${ownWords(error)} ${foreignWords(error) ?? ''}`);
    process.exit(1);
  },
);

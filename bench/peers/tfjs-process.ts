/** The TensorFlow.js side, a process of its own: the same loop as pytorch.py, driven by the same lines of JSON. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Cost, stopwatch } from '../measure/cost.ts';
import type { DataJob, TrainingJob } from './jobs.ts';
import { TfjsData } from './tfjs-data.ts';
import { loadTfjs } from './tfjs-library.ts';
import { TfjsTraining } from './tfjs-training.ts';

type Job = Partial<DataJob & TrainingJob> & { readonly operation: string; readonly count?: number };

const [folder = '', backend = 'cpu'] = process.argv.slice(2);
let data: TfjsData | null = null;
let training: TfjsTraining | null = null;

async function timed(action: () => Promise<unknown>): Promise<Cost> {
  const read = stopwatch();
  await action();
  return read();
}

async function answer(job: Job): Promise<unknown> {
  const tf = await loadTfjs(folder, backend);
  const { version } = tf as unknown as { version: Record<string, string> };
  if (job.operation === 'versions') {
    return {
      name: 'TensorFlow.js',
      version: version['tfjs-core'] ?? '',
      runtime: `Node ${process.versions.node}`,
      details: `backend ${backend}`,
    };
  }
  if (job.operation === 'data') return void (data = new TfjsData(job as DataJob));
  if (job.operation === 'training') {
    if (!data) throw new Error('The data come first.');
    training?.dispose();
    return void (training = new TfjsTraining(tf, data, job as TrainingJob, (file) => readFileSync(file)));
  }
  const current = training;
  if (!current) throw new Error('The training comes first.');
  if (job.operation === 'steps') return timed(() => current.steps(job.count ?? 1));
  if (job.operation === 'evaluation') return timed(() => current.evaluate());
  if (job.operation === 'losses') return current.losses(job.count ?? 1);
  throw new Error(`There is no operation ${job.operation}.`);
}

async function follow(): Promise<void> {
  for await (const line of createInterface(process.stdin)) {
    const reply = await answer(JSON.parse(line) as Job).then(
      (result) => ({ result: result ?? null }),
      (error: unknown) => ({ error: String(error) }),
    );
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
}

void follow();

/** Equal trainings side by side in the worker threads that runs use. */
import path from 'node:path';
import { loadDataset } from '../../src/data/load-dataset.ts';
import { experimentPlan } from '../../src/lottery/plan/plan.ts';
import { readRunFiles } from '../../src/runs/threads/run-files.ts';
import type { TrainingRequest } from '../../src/runs/threads/messages.ts';
import { TrainingThread } from '../../src/runs/threads/thread-handle.ts';
import { maskFor, weightsFor } from '../../test/unit/engine/support/synthetic.ts';
import { type Cost, stopwatch } from '../measure/cost.ts';
import { experimentConfig } from './experiment-request.ts';

const listener = { onEvaluation: () => undefined, onProgress: () => undefined, onCheckpoint: () => undefined };

export interface WorkerTrainings {
  /** Cost until `count` trainings, each in its own thread, are done. */
  run(count: number): Promise<Cost>;
  close(): Promise<void>;
}

/** @param density Of a random mask; with the evaluations of an experiment. */
export async function workerTrainings(density: number, iterations: number, threads: number): Promise<WorkerTrainings> {
  const { kernels, threadCode, dataFolder, tfjsFolder } = await readRunFiles(path.resolve('dist'));
  const dataset = await loadDataset('mnist', '.', dataFolder);
  const plan = experimentPlan({ config: experimentConfig({ iterations, rounds: 1, trials: 1, workers: 1 }), dataset, numerics: 2 });
  const spec = { ...plan.specDraft(1), weights: '', mask: '' };
  const weights = weightsFor(plan.network, 'workers');
  const request: TrainingRequest = { spec, weights, mask: maskFor(plan.network, density, 'workers'), resumeFrom: null };
  const shared = {
    kernels,
    tfjsFolder,
    datasets: [dataset],
    stopFlag: new SharedArrayBuffer(4),
    rhythm: { seconds: 3600, iterations: null },
  };
  const pool = Array.from({ length: threads }, () => new TrainingThread(threadCode, shared));
  const short = { ...request, spec: { ...spec, iterations: 300, evaluateEvery: 100 } };
  await Promise.all(pool.map((thread) => thread.train(short, listener)));
  return {
    async run(count) {
      const read = stopwatch();
      await Promise.all(pool.slice(0, count).map((thread) => thread.train(request, listener)));
      return read();
    },
    close: async () => void (await Promise.all(pool.map((thread) => thread.terminate()))),
  };
}

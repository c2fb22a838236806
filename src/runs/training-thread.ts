/** A worker thread: trains what it is given, one network at a time. A bundle of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import type { TrainHooks } from '../engine/engine.ts';
import { createWasmEngine } from '../engine/wasm/engine.ts';
import type { FromThread, Pace, ThreadData, ThreadOrder } from './pool/messages.ts';
import { checkpointClock } from './thread/checkpoint-clock.ts';
import { preparedData } from './thread/prepared-data.ts';

const progressEvery = 250;

const { kernels, dataset, stopFlag, rhythm } = workerData as ThreadData;
const engine = createWasmEngine(kernels);
const dataFor = preparedData(dataset);
const flag = new Int32Array(stopFlag);
const post = (message: FromThread): void => parentPort?.postMessage(message);

function hooksFor(first: number, seconds: () => number): TrainHooks {
  const pace = (iteration: number): Pace => ({ iterations: iteration - first, seconds: seconds() });
  let told = 0;
  return {
    shouldStop: () => Atomics.load(flag, 0) !== 0,
    onEvaluation: (evaluation) => post({ kind: 'evaluation', evaluation }),
    onProgress(iteration) {
      if (performance.now() - told < progressEvery) return;
      told = performance.now();
      post({ kind: 'progress', iteration, pace: pace(iteration) });
    },
    wantsCheckpoint: checkpointClock(rhythm),
    onCheckpoint: (checkpoint) => post({ kind: 'checkpoint', checkpoint, seconds: seconds() }),
  };
}

function train({ spec, weights, mask, resumeFrom }: ThreadOrder): void {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const hooks = hooksFor(resumeFrom?.iteration ?? 0, seconds);
  const outcome = engine.train({ spec, data: dataFor(spec), weights, mask, ...(resumeFrom ? { resumeFrom } : {}) }, hooks);
  post({ kind: 'outcome', outcome, seconds: seconds() });
}

parentPort?.on('message', (order: ThreadOrder) => {
  try {
    train(order);
  } catch (error) {
    post({ kind: 'error', message: error instanceof Error ? error.message : String(error) });
  }
});

/** A worker thread: trains what it is given, one network at a time. A bundle of its own. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { DeviceEngine, Engine, TrainHooks } from '../../engine/engine.ts';
import { hessianGradient } from '../../engine/reference/hessian-gradient.ts';
import type * as tfjs from '../../engine/tfjs/index.ts';
import type { StartedEngine } from '../../engine/tfjs/index.ts';
import type { Network } from '../../shared/network/network.ts';
import type { MeanEvaluation } from '../../shared/specs/evaluate-work.ts';
import type { EngineIdentity } from '../../shared/specs/training.ts';
import { foreignWords, toldOf } from '../../shared/text/own-words.ts';
import type {
  BackendRequest,
  CheckpointRhythm,
  EvaluationRequest,
  FromThread,
  GradientRequest,
  Pace,
  PaceRequest,
  ThreadData,
  ToThread,
  TrainingRequest,
} from './messages.ts';
import { evaluationSamples, gradientSamples, preparedData } from './prepared-data.ts';
import { startEngine } from './start-engine.ts';

// When a checkpoint is due.

/** To be asked once an iteration; says yes after so many seconds or iterations since it last did. */
function checkpointClock({ seconds, iterations }: CheckpointRhythm): () => boolean {
  let last = performance.now();
  let asked = 0;
  return () => {
    const now = performance.now();
    const due = now - last >= seconds * 1000 || (iterations !== null && asked > 0 && asked % iterations === 0);
    asked++;
    if (due) last = now;
    return due;
  };
}

// TensorFlow.js is large: a bundle of its own, loaded where it is needed.

/** @param folder Where the bundle lies. */
function tfjsModule(folder: string): typeof tfjs {
  const file = path.join(folder, 'engine.cjs');
  return createRequire(file)(file) as typeof tfjs;
}

const progressEvery = 250;

const { kernels, tfjsFolder, datasets, stopFlag, rhythm } = workerData as ThreadData;
const started = new Map<string, StartedEngine>();

async function start({ engine, backend = 'cpu' }: EngineIdentity): Promise<StartedEngine> {
  if (engine === 'tfjs') return tfjsModule(tfjsFolder).startTfjsEngine(backend, tfjsFolder);
  const embedded = startEngine(kernels, (line) => process.stderr.write(`${line}\n`));
  return { engine: embedded, prepare: () => Promise.resolve() };
}

/** Started with the first piece of work, so that a failure is that work's error. */
async function engineFor(spec: EngineIdentity & { readonly network: Network }): Promise<Engine | DeviceEngine> {
  const key = `${spec.engine} ${spec.backend ?? ''}`;
  const one = started.get(key) ?? (await start(spec));
  started.set(key, one);
  await one.prepare(spec.network);
  return one.engine;
}

const dataFor = preparedData(datasets);
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

async function train(engine: Engine | DeviceEngine, { resumeFrom, ...request }: TrainingRequest): Promise<void> {
  const { spec } = request;
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const hooks = hooksFor(resumeFrom?.iteration ?? spec.startIteration ?? 0, seconds);
  const outcome = await engine.train({ ...request, data: dataFor(spec), ...(resumeFrom ? { resumeFrom } : {}) }, hooks);
  post({ kind: 'outcome', outcome, seconds: seconds(), ...('device' in engine && { device: engine.device }) });
}

/** All samples of each part, once for each set of weights; between two of them it may be stopped. */
async function evaluate(engine: Engine | DeviceEngine, { spec, weights }: EvaluationRequest): Promise<void> {
  const { parts, mean, standardDeviation } = evaluationSamples(spec, dataFor(spec));
  const results: MeanEvaluation[] = [];
  for (const one of weights)
    for (const samples of parts) {
      if (Atomics.load(flag, 0) !== 0) throw new Error('the run was stopped');
      results.push(await engine.evaluate({ network: spec.network, weights: one, samples, mean, standardDeviation }));
    }
  post({ kind: 'evaluated', results });
}

async function gradients(engine: Engine | DeviceEngine, { spec, weights, mask }: GradientRequest): Promise<void> {
  const { network, loss } = spec;
  const input = { network, weights, ...gradientSamples(spec, dataFor) };
  const shouldStop = (): boolean => Atomics.load(flag, 0) !== 0;
  const result = spec.hessianGradient
    ? hessianGradient({ ...input, ...spec.hessianGradient, mask, shouldStop })
    : await engine.gradients({ ...input, mask, loss });
  post({ kind: 'gradients', gradients: result });
}

/** A graphics card has done them all when its training is asked for its weights, as one that is stopped is. */
async function pace(engine: Engine | DeviceEngine, { spec, weights, steps }: PaceRequest): Promise<void> {
  const input = { spec, weights, mask: null, data: dataFor(spec) };
  let taken = 0;
  const began = performance.now();
  await engine.train(input, { shouldStop: () => taken++ >= steps || Atomics.load(flag, 0) !== 0 });
  post({ kind: 'paced', seconds: (performance.now() - began) / 1000 });
}

async function chooseBackend({ network, candidates }: BackendRequest): Promise<void> {
  post({ kind: 'backend', answer: await tfjsModule(tfjsFolder).chooseBackend(network, candidates, tfjsFolder) });
}

async function answer(message: ToThread): Promise<void> {
  if (message.kind === 'choose-backend') return chooseBackend(message.request);
  const engine = await engineFor(message.request.spec);
  if (message.kind === 'train') await train(engine, message.request);
  else if (message.kind === 'pace') await pace(engine, message.request);
  else if (message.kind === 'evaluate') await evaluate(engine, message.request);
  else await gradients(engine, message.request);
}

parentPort?.on('message', (message: ToThread) => {
  answer(message).catch((error: unknown) => post({ kind: 'error', told: toldOf(error), detail: foreignWords(error) }));
});

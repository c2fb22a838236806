/**
 * This program's two engines side by side: a training step on the embedded engine and on TensorFlow.js, on each backend that this machine has.
 * CPU time, alternating, medians. `node build/bench/engines.cjs [rounds]`; native TensorFlow where WINNING_TICKET_TENSORFLOW names its folder.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { dataOrder } from '../src/engine/data-order.ts';
import type { TrainInput } from '../src/engine/engine.ts';
import { settleNativeLibrary } from '../src/engine/tfjs/backends/native.ts';
import { TfjsSession } from '../src/engine/tfjs/session.ts';
import { startBackend } from '../src/engine/tfjs/backends/start-backend.ts';
import type { TensorFlow } from '../src/engine/tfjs/tensors/tensorflow.ts';
import { tryNetwork } from '../src/engine/tfjs/passes/try-network.ts';
import type { TrainingSession } from '../src/engine/training-session.ts';
import { WasmMemory } from '../src/engine/wasm/memory/wasm-memory.ts';
import { WasmSession } from '../src/engine/wasm/session.ts';
import type { TfjsBackend } from '../src/shared/specs/training.ts';
import { convInput } from './conv-input.ts';
import { lenetInput } from './lenet-input.ts';
import { alternate, type Side } from './measure/alternate.ts';
import { per, stopwatch } from './measure/cost.ts';

interface Work {
  readonly name: string;
  readonly input: TrainInput;
  /** Steps of one block on the embedded engine. */
  readonly steps: number;
}

settleNativeLibrary();

const rounds = Number(process.argv[2] ?? 5);
const backends = { 'tfjs-wasm': 'wasm', 'tfjs-cpu': 'cpu', 'tfjs-node': 'native' } as const satisfies Record<string, TfjsBackend>;
const wasmFolder = path.dirname(createRequire(path.resolve('package.json')).resolve('@tensorflow/tfjs-backend-wasm'));
const works: readonly Work[] = [
  { name: 'lenet-step-100', input: lenetInput(1), steps: 40 },
  { name: 'lenet-step-5', input: lenetInput(0.05), steps: 100 },
  { name: 'conv-2-step-100', input: convInput('conv-2', 0, 60), steps: 2 },
];

function side(name: string, session: TrainingSession, { spec, data }: TrainInput, steps: number): Side {
  const order = dataOrder(spec.dataOrderSeed, data.trainingIndices, spec.batchSize);
  let iteration = 0;
  const step = (): void => void session.step(order.batch(++iteration), iteration);
  step();
  return {
    name,
    run() {
      const elapsed = stopwatch();
      for (let n = 0; n < steps; n++) step();
      return per(elapsed(), steps);
    },
  };
}

const ours = ({ input, steps }: Work): Side =>
  side('ours', new WasmSession(new WasmMemory(readFileSync('build/kernels.wasm')), input), input, steps);

const words = (seconds: number): string => `${(seconds * 1e6).toFixed(0).padStart(10)} us`;

async function row(work: Work, name: string, tf: TensorFlow): Promise<string> {
  if (name === 'tfjs-cpu' && work.name.startsWith('conv')) return 'takes minutes for a step';
  const lacking = tryNetwork(tf, work.input.spec.network);
  if (lacking !== null) return `cannot train it: no ${lacking}`;
  const steps = name === 'tfjs-cpu' ? 1 : Math.min(10, work.steps);
  const session = new TfjsSession(tf, work.input);
  const [result] = await alternate(ours(work), [side(name, session, work.input, steps)], rounds, 'cpu');
  session.dispose();
  return `embedded ${words(result?.ours ?? NaN)}  TensorFlow.js ${words(result?.theirs ?? NaN)}  ${(result?.ratio ?? NaN).toFixed(1)}x`;
}

async function main(): Promise<void> {
  for (const [name, backend] of Object.entries(backends)) {
    const started = await startBackend(backend, wasmFolder).catch((error: unknown) => String(error));
    for (const work of works) {
      const text = typeof started === 'string' ? started : await row(work, name, started);
      console.log(`${work.name.padEnd(16)} ${name.padEnd(10)} ${text}`);
    }
  }
}

void main();

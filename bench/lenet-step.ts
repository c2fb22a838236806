/** LeNet-300-100 on MNIST: time of a training step and of an evaluation of 15,000 samples, by density. CPU time, medians. */
import { readFileSync } from 'node:fs';
import { createWasmEngine } from '../src/engine/wasm/engine.ts';
import { WasmMemory } from '../src/engine/wasm/wasm-memory.ts';
import { WasmSession } from '../src/engine/wasm/session.ts';
import { dataOrder } from '../src/engine/data-order.ts';
import { lenetInput } from './lenet-input.ts';

const densities = [1, 0.8, 0.64, 0.51, 0.41, 0.33, 0.26, 0.21, 0.1, 0.05, 0.02, 0.01];

function cpuMicroseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function measure(density: number): string {
  const input = lenetInput(density);
  const session = new WasmSession(new WasmMemory(kernels), input);
  const order = dataOrder('bench', input.data.trainingIndices, 60);
  let iteration = 0;
  const steps = (count: number): void => {
    for (let n = 0; n < count; n++) session.step(order.batch(++iteration));
  };
  const evaluation = (): void => {
    session.evaluate('validation', () => false);
    session.evaluate('test', () => false);
  };
  steps(300);
  evaluation();
  const step = median(
    Array.from(
      { length: 9 },
      () =>
        cpuMicroseconds(() => {
          steps(50);
        }) / 50,
    ),
  );
  const evaluate = median(Array.from({ length: 5 }, () => cpuMicroseconds(evaluation) / 1000));
  return `${(100 * density).toFixed(0).padStart(4)} %  step ${step.toFixed(0).padStart(5)} us  evaluation ${evaluate.toFixed(1).padStart(6)} ms`;
}

const kernels = readFileSync('build/kernels.wasm');
if (createWasmEngine(kernels).name === 'wasm') for (const density of densities) console.log(measure(density));

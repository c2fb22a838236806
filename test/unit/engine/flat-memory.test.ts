/** Memory stays flat over rounds: one worker trains a convolutional network ever sparser, again and again. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { runTraining } from '../../../src/engine/training-loop.ts';
import { WasmMemory } from '../../../src/engine/wasm/wasm-memory.ts';
import { WasmSession } from '../../../src/engine/wasm/session.ts';
import { finished } from './finished.ts';
import { imageCaseInput } from './image-cases.ts';
import { kernelBytes } from './kernel-bytes.ts';
import { keepGoing } from './synthetic.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const megabyte = 1e6;

/** Eight rounds: 100 % to 2 % of the weights, so that every path is taken. */
function experiment(memory: WasmMemory): void {
  for (let round = 0; round < 8; round++) {
    const density = round === 0 ? null : 0.57 * 0.57 ** (round - 1);
    const input = imageCaseInput({ network: 'wide', name: 'adam', density, batchSize: 18, iterations: 4 });
    finished(runTraining(new WasmSession(memory, input), input, keepGoing));
  }
}

it("neither WebAssembly's memory nor the heap grows after the first eight rounds", () => {
  const memory = new WasmMemory(kernelBytes);
  const used = (): { wasm: number; heap: number; buffers: number } => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return { wasm: memory.size, heap: heapUsed, buffers: arrayBuffers };
  };
  experiment(memory);
  experiment(memory);
  const before = used();
  for (let again = 0; again < 3; again++) experiment(memory);
  const after = used();
  expect(after.wasm).toBe(before.wasm);
  expect(after.heap - before.heap).toBeLessThan(2 * megabyte);
  expect(after.buffers - before.buffers).toBeLessThan(megabyte);
}, 120_000);

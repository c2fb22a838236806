/** Memory stays flat over rounds: one worker trains a convolutional network ever sparser, again and again. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { runTraining } from '../../../../../src/engine/training-loop.ts';
import { WasmMemory } from '../../../../../src/engine/wasm/memory/wasm-memory.ts';
import { WasmSession } from '../../../../../src/engine/wasm/session.ts';
import { finished } from '../../support/finished.ts';
import { imageCaseInput } from '../../support/image-cases.ts';
import { kernelBytes } from '../../support/kernel-bytes.ts';
import { keepGoing } from '../../support/synthetic.ts';

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

interface Used {
  readonly wasm: number;
  readonly heap: number;
  readonly buffers: number;
}

/** The least of a few collections: V8 gives buffers back by and by, in a thread of its own. */
async function usedBy(memory: WasmMemory): Promise<Used> {
  let least = { heap: Infinity, buffers: Infinity };
  for (let turn = 0; turn < 5; turn++) {
    collect();
    await nextTurn();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    least = { heap: Math.min(least.heap, heapUsed), buffers: Math.min(least.buffers, arrayBuffers) };
  }
  return { wasm: memory.size, ...least };
}

it("neither WebAssembly's memory nor the heap grows after the first eight rounds", async () => {
  const memory = new WasmMemory(kernelBytes);
  experiment(memory);
  experiment(memory);
  const before = await usedBy(memory);
  for (let again = 0; again < 3; again++) experiment(memory);
  const after = await usedBy(memory);
  expect(after.wasm).toBe(before.wasm);
  expect(after.heap - before.heap).toBeLessThan(2 * megabyte);
  expect(after.buffers - before.buffers).toBeLessThan(megabyte);
}, 120_000);

import type { TrainInput } from '../../../../src/engine/engine.ts';
import { WasmMemory } from '../../../../src/engine/wasm/memory/wasm-memory.ts';
import { WasmSession } from '../../../../src/engine/wasm/session.ts';
import type { WorkerTraining } from '../../../../src/engine/wasm/worker-memory.ts';
import { kernelBytes } from '../support/kernel-bytes.ts';

/** What the formula of a worker's memory is told of a training. */
export function memoryOrder({ spec, data }: TrainInput): WorkerTraining {
  const { network, batchSize, augmentation } = spec;
  const { pool, test, validationIndices } = data;
  return { network, batchSize, train: pool, test, validationSize: validationIndices.length, isAugmented: augmentation !== undefined };
}

/** Bytes of the real memory, in whole pages, once a training has begun. */
export function memoryOf(input: TrainInput): number {
  const memory = new WasmMemory(kernelBytes);
  new WasmSession(memory, input);
  return memory.size;
}

export const page = 65_536;

/** Time of each kernel within a training step, by watching every call that a session makes. */
import { dataOrder } from '../../src/engine/data-order.ts';
import type { TrainInput } from '../../src/engine/engine.ts';
import type { Kernels } from '../../src/engine/wasm/kernel-exports.ts';
import { WasmMemory } from '../../src/engine/wasm/memory/wasm-memory.ts';
import { WasmSession } from '../../src/engine/wasm/session.ts';
import { canRevectorize } from '../../src/runs/threads/start-engine.ts';
import type { Weights } from '../../src/shared/tensors/tensors.ts';

/** Short, so that some of them run undisturbed on a busy machine. */
const stepsPerBlock = 4;
const blockCount = 200;
/** Until V8 has compiled the kernels with its optimising tier. */
const blocksBefore = 100;

type AnyKernel = (...args: number[]) => void;

/** Kernels that add the time of each call to `seconds`. */
function watched(kernels: Kernels, seconds: Map<string, number>): Kernels {
  const entries = Object.entries(kernels as unknown as Record<string, unknown>).filter(([, value]) => typeof value === 'function');
  const watch = ([name, kernel]: [string, unknown]): [string, AnyKernel] => [
    name,
    (...args) => {
      const before = performance.now();
      (kernel as AnyKernel)(...args);
      seconds.set(name, (seconds.get(name) ?? 0) + (performance.now() - before) / 1000);
    },
  ];
  return Object.fromEntries(entries.map(watch)) as unknown as Kernels;
}

export interface KernelTimes {
  /** Seconds a step, by kernel: of the fastest of many blocks. */
  readonly times: ReadonlyMap<string, number>;
  /** After the last step. */
  readonly weights: Weights;
}

export function kernelTimes(kernelBytes: Uint8Array, input: TrainInput): KernelTimes {
  const memory = new WasmMemory(kernelBytes, canRevectorize(process.arch, process.versions.v8));
  const seconds = new Map<string, number>();
  Object.defineProperty(memory, 'kernels', { value: watched(memory.kernels, seconds) });
  const session = new WasmSession(memory, input);
  const order = dataOrder('kernels', input.data.trainingIndices, input.spec.batchSize);
  const blocks = Array.from({ length: blockCount }, (_, block) => {
    seconds.clear();
    for (let n = block * stepsPerBlock + 1; n <= (block + 1) * stepsPerBlock; n++) session.step(order.batch(n), n);
    return new Map([...seconds].map(([name, sum]) => [name, sum / stepsPerBlock]));
  });
  const settled = blocks.slice(blocksBefore);
  const names = [...new Set(settled.flatMap((block) => [...block.keys()]))];
  const times = new Map(names.map((name) => [name, Math.min(...settled.map((block) => block.get(name) ?? Infinity))]));
  return { times, weights: session.weights() };
}

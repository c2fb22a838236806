/** What softmaxLoss adds up (see kernels/softmax.ts): f64 loss, then u32 number of correct predictions. */
import type { Arena } from './arena.ts';
import type { WasmMemory } from './wasm-memory.ts';

export interface Totals {
  readonly loss: number;
  readonly correct: number;
}

const bytes = 16;

export const takeTotals = (arena: Arena): number => arena.take(bytes);

export function clearTotals(memory: WasmMemory, address: number): void {
  memory.bytes(address, bytes).fill(0);
}

export function readTotals({ view }: WasmMemory, address: number): Totals {
  return { loss: view.getFloat64(address, true), correct: view.getUint32(address + 8, true) };
}

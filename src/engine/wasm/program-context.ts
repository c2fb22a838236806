/** What the layer programs share. */
import type { Arena } from './arena.ts';
import type { WasmMemory } from './wasm-memory.ts';

export interface ProgramContext {
  readonly arena: Arena;
  readonly memory: WasmMemory;
  /** Address of a row of zeros, as long as the widest level. */
  readonly zeros: number;
  /** Per input feature: x = value * scale + shift. */
  readonly scale: number;
  readonly shift: number;
  /** Adam's constants; see kernels/adam.ts. */
  readonly adamNumbers: number;
}

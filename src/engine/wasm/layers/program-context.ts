/** What the layer programs share. */
import { adamNumbers } from './adam-numbers.ts';
import type { Arena } from '../memory/arena.ts';
import { rowBytes } from '../memory/geometry.ts';
import type { InputScaling } from './input-scaling.ts';
import type { WasmMemory } from '../memory/wasm-memory.ts';

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

/** `widest`: units of the widest level. */
export function takeContext(arena: Arena, memory: WasmMemory, widest: number, features: number): ProgramContext {
  return {
    arena,
    memory,
    zeros: arena.take(rowBytes(widest)),
    scale: arena.take(rowBytes(features)),
    shift: arena.take(rowBytes(features)),
    adamNumbers: arena.takeFloats(adamNumbers.length),
  };
}

/** Writes the constants, once the memory is there. */
export function prepareContext(context: ProgramContext, { scale, shift }: InputScaling): void {
  const { memory } = context;
  memory.floats(context.adamNumbers, adamNumbers.length).set(adamNumbers);
  memory.floats(context.scale, scale.length).set(scale);
  memory.floats(context.shift, shift.length).set(shift);
}

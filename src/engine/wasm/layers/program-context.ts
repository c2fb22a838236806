/** Constants and memory that all layer programs share. */
import type { Weights } from '../../../shared/tensors/tensors.ts';
import { rowBytes } from '../memory/geometry.ts';
import type { ParameterBlock, Slot } from '../memory/parameter-block.ts';
import type { Arena, WasmMemory } from '../memory/wasm-memory.ts';

const beta1 = 0.9;
const beta2 = 0.999;

/** Adam's constants in the order of kernels/adam.ts: betas, their complements, and the guards against subnormal m and v. */
export const adamNumbers = [beta1, 1 - beta1, beta2, 1 - beta2, 1e-18, 1e-24] as const;

/** Normalisation as one product and one sum per feature: (value * unit - mean) / deviation = value * scale + shift. */
export interface InputScaling {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

/** Channels lie one after the other in a sample: `[channels, height, width]`, or one channel of all features. */
export function inputScaling(
  features: number,
  isBytes: boolean,
  mean: readonly number[],
  standardDeviation: readonly number[],
): InputScaling {
  const unit = isBytes ? 255 : 1;
  const channelOf = (feature: number): number => Math.floor((feature * mean.length) / features);
  const scale = Float32Array.from({ length: features }, (_, k) => 1 / (unit * (standardDeviation[channelOf(k)] ?? 1)));
  const shift = Float32Array.from({ length: features }, (_, k) => -(mean[channelOf(k)] ?? 0) / (standardDeviation[channelOf(k)] ?? 1));
  return { scale, shift };
}

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

/** A network's tensors in memory. */
export interface NetworkParameters {
  readonly context: ProgramContext;
  /** To be refreshed after the weights have changed and before a pass. */
  readonly layers: readonly { refresh(): void }[];
  /** The tensors that the optimiser changes. */
  readonly parameters: readonly ParameterBlock[];
  write(slot: Slot, tensors: Weights): void;
  read(slot: Slot): Weights;
}

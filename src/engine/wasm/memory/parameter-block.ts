/** One tensor's values, gradient and optimiser state in memory, all in the same order. */
import { productOf } from '../../../shared/network/shapes.ts';
import type { Tensor } from '../../../shared/tensors/tensors.ts';
import type { Arena, WasmMemory } from './wasm-memory.ts';

export interface TensorPlaces {
  readonly name: string;
  readonly shape: readonly number[];
  /** Indices in PyTorch's layout of the entries that are kept (all, or the survivors), and where each lies in the block. */
  readonly indices: Uint32Array;
  readonly places: Uint32Array;
  /** Floats in the block, a multiple of 4. */
  readonly floats: number;
  /** Weight decay applies to weights, not to biases. */
  readonly decays: boolean;
}

export type Slot = 'values' | 'gradient' | 'first' | 'second';

export interface ParameterBlock extends TensorPlaces, Readonly<Record<Slot, number>> {
  readonly bytes: number;
  /** Address of words with all bits set where a weight remains and 0 where it is pruned; 0 where nothing pruned lies in the block. */
  readonly mask: number;
}

export function takeBlock(arena: Arena, tensor: TensorPlaces, hasMask = false): ParameterBlock {
  const { floats } = tensor;
  const take = (): number => arena.takeFloats(floats);
  return { ...tensor, bytes: floats * 4, values: take(), gradient: take(), first: take(), second: take(), mask: hasMask ? take() : 0 };
}

/** Says in the mask, if there is one, which weights remain. */
export function writeMask(memory: WasmMemory, { mask, floats, places }: ParameterBlock): void {
  if (mask === 0) return;
  const words = memory.words(mask, floats);
  for (const place of places) words[place] = 0xffffffff;
}

/**
 * Holds pruned weights at 0 without a mask to be read in each step, which would make Adam slower than on a dense network: where its second
 * moment is infinite, a step is first / infinity = 0. The moments of pruned weights are never read. Only a gradient that is itself infinite
 * gets through, as NaN: the training has diverged then. To be called once the mask is written, and after `second` was.
 */
export function holdPruned(memory: WasmMemory, { mask, second, floats }: ParameterBlock): void {
  if (mask === 0) return;
  const words = memory.words(mask, floats);
  const moments = memory.floats(second, floats);
  for (let place = 0; place < floats; place++) if (words[place] === 0) moments[place] = Infinity;
}

/** From PyTorch's layout; whatever is not kept is 0. */
export function writeSlot(memory: WasmMemory, block: ParameterBlock, slot: Slot, tensor: Tensor): void {
  const target = memory.floats(block[slot], block.floats).fill(0);
  const { indices, places } = block;
  for (let n = 0; n < indices.length; n++) target[places[n] ?? 0] = tensor.data[indices[n] ?? 0] ?? 0;
}

/** To PyTorch's layout; whatever was pruned is +0. */
export function readSlot(memory: WasmMemory, block: ParameterBlock, slot: Slot): Tensor {
  const source = memory.floats(block[slot], block.floats);
  const data = new Float32Array(productOf(block.shape));
  const { indices, places } = block;
  for (let n = 0; n < indices.length; n++) data[indices[n] ?? 0] = source[places[n] ?? 0] ?? 0;
  return { shape: block.shape, data };
}

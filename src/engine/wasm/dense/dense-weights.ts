/**
 * The weights of a dense path, in one of two forms. Few pruned: one array, pruned weights masked in the optimiser. Many pruned: the optimiser
 * keeps the survivors only, side by side; the kernels' dense array is a copy, and the survivors' gradients are collected from a dense one.
 */
import { biasName, type DenseLayer, weightName } from '../../../shared/network/network.ts';
import { firstIndices } from '../../../shared/numbers/counting.ts';
import type { MaskTensor } from '../../../shared/tensors/tensors.ts';
import type { ProgramContext } from '../layers/program-context.ts';
import { panelPlace, panelsBytes, roundUp, rowBytes } from '../memory/geometry.ts';
import { type ParameterBlock, takeBlock, type TensorPlaces, writeMask } from '../memory/parameter-block.ts';

// Where the tensors of a dense layer lie: weights input-major `[inputs][row of outputs]`, biases in a row.

/** Indices of the survivors in PyTorch's layout, ascending. */
export function survivorsOf(count: number, mask: MaskTensor | undefined): Uint32Array {
  if (!mask) return firstIndices(count);
  const survivors = new Uint32Array(count);
  let kept = 0;
  for (let index = 0; index < count; index++) if (mask.data[index] !== 0) survivors[kept++] = index;
  return survivors.slice(0, kept);
}

export function denseWeightPlaces(layer: DenseLayer, mask: MaskTensor | undefined): TensorPlaces {
  const { inputs, outputs } = layer;
  const row = rowBytes(outputs) / 4;
  const indices = survivorsOf(inputs * outputs, mask);
  const places = indices.map((index) => (index % inputs) * row + Math.floor(index / inputs));
  return { name: weightName(layer), shape: [outputs, inputs], indices, places, floats: inputs * row, decays: true };
}

/** Weights in panels of outputs; see memory/geometry.ts. */
export function panelWeightPlaces(layer: DenseLayer, mask: MaskTensor | undefined): TensorPlaces {
  const { inputs, outputs } = layer;
  const indices = survivorsOf(inputs * outputs, mask);
  const places = indices.map((index) => panelPlace(inputs, index % inputs, Math.floor(index / inputs)));
  return { name: weightName(layer), shape: [outputs, inputs], indices, places, floats: panelsBytes(inputs, outputs) / 4, decays: true };
}

export function biasPlaces(layer: DenseLayer): TensorPlaces {
  const indices = survivorsOf(layer.outputs, undefined);
  return { name: biasName(layer), shape: [layer.outputs], indices, places: indices, floats: rowBytes(layer.outputs) / 4, decays: false };
}

/**
 * Below this density it pays to copy survivors to and fro. Of LeNet's weights, Adam takes 217 us over all and 443 d with copies on Node 20,
 * where both meet at d = 0.49; on Node 24, where V8 pairs Adam's vectors but not the copies, 113 us and 320 d, at 0.35. Both give the same
 * bits.
 */
export const survivorsBelow = 0.35;

export interface DenseWeights {
  readonly block: ParameterBlock;
  /** `[inputs][row of outputs]`, or panels: as the path's kernels want it. */
  readonly values: number;
  readonly gradient: number;
  prepare(): void;
  /** After the optimiser has changed the block and before `values` is read. */
  spread(): void;
  /** After `gradient` was written and before the optimiser reads the block. */
  collect(): void;
}

class MaskedWeights implements DenseWeights {
  readonly block: ParameterBlock;

  constructor(
    private readonly context: ProgramContext,
    places: TensorPlaces,
    hasMask: boolean,
  ) {
    this.block = takeBlock(context.arena, places, hasMask);
  }

  get values(): number {
    return this.block.values;
  }

  get gradient(): number {
    return this.block.gradient;
  }

  prepare(): void {
    writeMask(this.context.memory, this.block);
  }

  spread(): void {
    // The block is the dense array.
  }

  collect(): void {
    // The block is the dense array.
  }
}

/** Rank of each of the places in a dense array: survivors lie side by side in its order, so that copies walk through both. */
function ranksOf({ places, floats }: TensorPlaces): Uint32Array {
  const ranks = new Uint32Array(floats);
  for (const place of places) ranks[place] = 1;
  let before = 0;
  ranks.forEach((kept, place) => {
    ranks[place] = before;
    before += kept;
  });
  return places.map((place) => ranks[place] ?? 0);
}

class SurvivingWeights implements DenseWeights {
  readonly block: ParameterBlock;
  readonly values: number;
  readonly gradient: number;
  readonly #offsets: number;

  constructor(
    private readonly context: ProgramContext,
    private readonly dense: TensorPlaces,
  ) {
    const { arena } = context;
    this.block = takeBlock(arena, { ...dense, places: ranksOf(dense), floats: roundUp(dense.places.length, 4) });
    // One float more than the kernels use: what fills up the last four survivors lies there.
    this.values = arena.takeFloats(dense.floats + 1);
    this.gradient = arena.takeFloats(dense.floats + 1);
    this.#offsets = arena.takeFloats(this.block.floats);
  }

  prepare(): void {
    const { floats, places } = this.dense;
    this.context.memory
      .words(this.#offsets, this.block.floats)
      .fill(4 * floats)
      .set(places.map((place) => 4 * place).sort());
  }

  spread(): void {
    this.context.memory.kernels.spread(this.#offsets, this.block.floats, this.block.values, this.values);
  }

  collect(): void {
    this.context.memory.kernels.collect(this.#offsets, this.block.floats, this.gradient, this.block.gradient);
  }
}

/** @param places Of the weights that remain, in the dense array that the path's kernels read. */
export function denseWeights(context: ProgramContext, layer: DenseLayer, places: TensorPlaces, hasMask: boolean): DenseWeights {
  if (places.indices.length < survivorsBelow * layer.inputs * layer.outputs) return new SurvivingWeights(context, places);
  return new MaskedWeights(context, places, hasMask);
}

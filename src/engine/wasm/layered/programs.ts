/** The parameters of a network of any layers in memory, and the paths its layers take; shared by all passes. */
import {
  allLayers,
  type BatchNormalizationLayer,
  type ConvolutionLayer,
  type DenseLayer,
  type Network,
  weightName,
} from '../../../shared/network/network.ts';
import { firstIndices } from '../../../shared/numbers/counting.ts';
import type { Mask, MaskTensor, Weights } from '../../../shared/tensors/tensors.ts';
import { denseLayerProgram } from '../dense/dense-layer-program.ts';
import type { LayerProgram } from '../layers/layer-program.ts';
import { densityOf, pathOf } from '../layers/path-rule.ts';
import { type InputScaling, type NetworkParameters, prepareContext, type ProgramContext, takeContext } from '../layers/program-context.ts';
import { type Geometry, roundUp } from '../memory/geometry.ts';
import { type ParameterBlock, readSlot, type Slot, writeSlot } from '../memory/parameter-block.ts';
import type { Arena, WasmMemory } from '../memory/wasm-memory.ts';
import { convolutionPathOf, type ConvolutionPlaces, type ConvolutionProgram } from './convolution-program.ts';
import { DirectProgram } from './direct-program.ts';
import { imagePlace } from './node.ts';
import { NormalizationProgram } from './normalization-program.ts';
import { SparseFiltersProgram } from './sparse-filters-program.ts';
import { halosOf } from './taps.ts';
import { WinogradProgram } from './winograd-program.ts';
import { takeWinogradScratch, type WinogradScratch } from './winograd-tiles.ts';

interface ProgramsOptions {
  readonly network: Network;
  readonly mask: Mask | null;
  readonly geometries: readonly Geometry[];
  readonly scaling: InputScaling;
}

/** One halo for all images of a network, so that images of one shape lie alike. */
export function haloOf({ layers }: Pick<Network, 'layers'>): number {
  const halos = allLayers(layers).flatMap((layer) => (layer.kind === 'convolution' ? Object.values(halosOf(layer)) : []));
  return Math.max(0, ...(halos as number[]));
}

/** Of a convolution's input or output. */
export const widestChannels = ({ layers }: Pick<Network, 'layers'>): number =>
  Math.max(0, ...allLayers(layers).flatMap((layer) => (layer.kind === 'convolution' ? [layer.inputShape[0], layer.outputShape[0]] : [])));

/** Filters x channels of the largest convolution, either rounded up to 4. */
export const mostPairs = ({ layers }: Pick<Network, 'layers'>): number =>
  Math.max(
    0,
    ...allLayers(layers).flatMap((layer) =>
      layer.kind === 'convolution' ? [roundUp(layer.inputShape[0], 4) * roundUp(layer.outputShape[0], 4)] : [],
    ),
  );

/** Floats that must be zeros somewhere: a row of whatever is widest. */
export function widestOf({ layers, inputShape }: Network): number {
  const sizes = allLayers(layers).flatMap((layer) => {
    if (layer.kind === 'dense') return [layer.inputs, layer.outputs];
    return layer.kind === 'convolution' ? [layer.inputShape[0], layer.outputShape[0]] : [];
  });
  return Math.max(...sizes, ...inputShape, 128);
}

export class Programs implements NetworkParameters {
  readonly context: ProgramContext;
  readonly dense = new Map<string, LayerProgram>();
  readonly convolutions = new Map<string, ConvolutionProgram>();
  readonly normalizations = new Map<string, NormalizationProgram>();
  readonly halo: number;
  /** Whatever is derived from the weights; see LayerProgram. */
  readonly layers: readonly { refresh(): void }[];
  /** What the optimiser changes, in network order. */
  readonly parameters: readonly ParameterBlock[];
  readonly #all: readonly ParameterBlock[];
  #scratch: WinogradScratch | undefined;

  constructor(
    arena: Arena,
    memory: WasmMemory,
    private readonly options: ProgramsOptions,
  ) {
    const { network, scaling } = options;
    this.context = takeContext(arena, memory, widestOf(network), scaling.scale.length);
    this.halo = haloOf(network);
    const blocks = allLayers(network.layers).map((layer, place, layers) => {
      if (layer.kind === 'dense') return this.#addDense(layer, layers[place - 1]);
      if (layer.kind === 'convolution') return this.#addConvolution(layer);
      return layer.kind === 'batch-normalization' ? this.#addNormalization(layer) : { trained: [], running: [] };
    });
    this.parameters = blocks.flatMap(({ trained }) => trained);
    this.#all = blocks.flatMap(({ trained, running }) => [...trained, ...running]);
    this.layers = [...this.dense.values(), ...this.convolutions.values()];
  }

  #addDense(layer: DenseLayer, before: { readonly kind: string; readonly activation?: string } | undefined): LayerBlocks {
    const { mask, geometries } = this.options;
    const hasActiveInput = before?.kind === 'dense' && before.activation === 'relu';
    const own = mask?.get(weightName(layer));
    const path = pathOf({ isFirst: false, hasActiveInput, density: densityOf(own), zeroInputs: 0 });
    const live = { inputs: firstIndices(layer.inputs), outputs: firstIndices(layer.outputs) };
    const program = denseLayerProgram(this.context, path, layer, own, geometries, live);
    this.dense.set(layer.name, program);
    return { trained: [program.weight, program.bias], running: [] };
  }

  #addConvolution(layer: ConvolutionLayer): LayerBlocks {
    const mask = this.options.mask?.get(weightName(layer));
    const places = { input: imagePlace(layer.inputShape, this.halo), output: imagePlace(layer.outputShape, this.halo) };
    const program = this.#convolution(layer, places, mask);
    this.convolutions.set(layer.name, program);
    return { trained: program.bias ? [program.weight, program.bias] : [program.weight], running: [] };
  }

  #convolution(layer: ConvolutionLayer, places: ConvolutionPlaces, mask: MaskTensor | undefined): ConvolutionProgram {
    const path = convolutionPathOf(layer, densityOf(mask));
    if (path === 'sparse') return new SparseFiltersProgram(this.context, layer, places, mask);
    if (path === 'direct') return new DirectProgram(this.context, layer, places, mask);
    this.#scratch ??= takeWinogradScratch(
      this.context.arena,
      roundUp(widestChannels(this.options.network), 4),
      mostPairs(this.options.network),
    );
    return new WinogradProgram(this.context, layer, places, mask, this.#scratch);
  }

  #addNormalization(layer: BatchNormalizationLayer): LayerBlocks {
    const program = new NormalizationProgram(this.context, layer);
    this.normalizations.set(layer.name, program);
    const { scale, shift, runningMean, runningVariance } = program;
    return { trained: [scale, shift], running: [runningMean, runningVariance] };
  }

  /** Writes what does not change during a training, once the memory is there. */
  prepare(): void {
    prepareContext(this.context, this.options.scaling);
    for (const program of [...this.dense.values(), ...this.convolutions.values()]) program.prepare();
  }

  /** Running statistics have values only. */
  #blocksOf(slot: Slot): readonly ParameterBlock[] {
    return slot === 'values' ? this.#all : this.parameters;
  }

  write(slot: Slot, tensors: Weights): void {
    for (const block of this.#blocksOf(slot)) {
      const tensor = tensors.get(block.name);
      if (!tensor) throw new Error(`The tensor ${block.name} is missing.`);
      writeSlot(this.context.memory, block, slot, tensor);
    }
  }

  read(slot: Slot): Weights {
    return new Map(this.#blocksOf(slot).map((block) => [block.name, readSlot(this.context.memory, block, slot)]));
  }
}

interface LayerBlocks {
  readonly trained: readonly ParameterBlock[];
  readonly running: readonly ParameterBlock[];
}

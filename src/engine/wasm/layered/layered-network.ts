/** The parameters of a network of any layers in memory, and the paths its layers take; shared by all passes. */
import {
  allLayers,
  type BatchNormalizationLayer,
  type ConvolutionLayer,
  type DenseLayer,
  type Layer,
  type Network,
  unknownLayerKind,
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
import { convolutionPathOf } from '../../convolution-path.ts';
import type { ConvolutionLayouts, ConvolutionProgram } from './convolution/convolution-program.ts';
import { DirectProgram } from './convolution/direct-program.ts';
import { imageLayout } from './node.ts';
import { NormalizationProgram } from './normalization-program.ts';
import { SparseFiltersProgram } from './convolution/sparse-filters-program.ts';
import { halosOf } from './convolution/taps.ts';
import { WinogradProgram } from './convolution/winograd-program.ts';
import { takeWinogradScratch, type WinogradScratch } from './convolution/winograd-tiles.ts';

/** A layer's tensors: those that the optimiser changes, and running statistics. */
interface LayerBlocks {
  readonly trained: readonly ParameterBlock[];
  readonly running: readonly ParameterBlock[];
}

interface LayeredNetworkOptions {
  readonly network: Network;
  readonly mask: Mask | null;
  readonly geometries: readonly Geometry[];
  readonly scaling: InputScaling;
}

const convolutionsOf = ({ layers }: Pick<Network, 'layers'>): readonly ConvolutionLayer[] =>
  allLayers(layers).filter((layer) => layer.kind === 'convolution');

/** One halo for all images of a network, so that images of one shape lie alike. */
export const haloOf = (network: Pick<Network, 'layers'>): number =>
  Math.max(0, ...convolutionsOf(network).flatMap((layer) => Object.values<number>(halosOf(layer))));

/** The most channels of a convolution's input or output. */
export const widestChannels = (network: Pick<Network, 'layers'>): number =>
  Math.max(0, ...convolutionsOf(network).flatMap(({ inputShape, outputShape }) => [inputShape[0], outputShape[0]]));

/** Filters x channels of the largest convolution, either rounded up to 4. */
export const mostPairs = (network: Pick<Network, 'layers'>): number =>
  Math.max(0, ...convolutionsOf(network).map(({ inputShape, outputShape }) => roundUp(inputShape[0], 4) * roundUp(outputShape[0], 4)));

/** Floats of the row of zeros that kernels read as biases: as many as the widest layer has. */
export function widestOf(network: Network): number {
  const units = allLayers(network.layers).flatMap((layer) => (layer.kind === 'dense' ? [layer.inputs, layer.outputs] : []));
  return Math.max(...units, widestChannels(network), ...network.inputShape, 128);
}

/** Whether a ReLU makes a fully connected layer's inputs; `before`: the layer in front of it. */
export const hasActiveInput = (before: Layer | undefined): boolean => before?.kind === 'dense' && before.activation === 'relu';

const noBlocks: LayerBlocks = { trained: [], running: [] };

export class LayeredNetwork implements NetworkParameters {
  readonly context: ProgramContext;
  readonly dense = new Map<string, LayerProgram>();
  readonly convolutions = new Map<string, ConvolutionProgram>();
  readonly normalizations = new Map<string, NormalizationProgram>();
  readonly halo: number;
  /** Whatever is derived from the weights; see LayerProgram. */
  readonly layers: readonly { refresh(): void }[];
  /** The tensors that the optimiser changes, in network order. */
  readonly parameters: readonly ParameterBlock[];
  readonly #all: readonly ParameterBlock[];
  #scratch: WinogradScratch | undefined;

  constructor(
    arena: Arena,
    memory: WasmMemory,
    private readonly options: LayeredNetworkOptions,
  ) {
    const { network, scaling } = options;
    this.context = takeContext(arena, memory, widestOf(network), scaling.scale.length);
    this.halo = haloOf(network);
    const blocks = allLayers(network.layers).map((layer, place, layers) => this.#add(layer, layers[place - 1]));
    this.parameters = blocks.flatMap(({ trained }) => trained);
    this.#all = blocks.flatMap(({ trained, running }) => [...trained, ...running]);
    this.layers = [...this.dense.values(), ...this.convolutions.values()];
  }

  #add(layer: Layer, before: Layer | undefined): LayerBlocks {
    switch (layer.kind) {
      case 'dense':
        return this.#addDense(layer, before);
      case 'convolution':
        return this.#addConvolution(layer);
      case 'batch-normalization':
        return this.#addNormalization(layer);
      case 'max-pool':
      case 'average-pool':
      case 'global-average-pool':
      case 'flatten':
      case 'relu':
      case 'dropout':
      case 'residual':
        return noBlocks;
      case 'model':
        throw new Error('Only TensorFlow.js trains a model file.');
      default:
        return unknownLayerKind(layer);
    }
  }

  #addDense(layer: DenseLayer, before: Layer | undefined): LayerBlocks {
    const { mask, geometries } = this.options;
    const own = mask?.get(weightName(layer));
    const path = pathOf({ isFirst: false, hasActiveInput: hasActiveInput(before), density: densityOf(own), zeroInputs: 0 });
    const live = { inputs: firstIndices(layer.inputs), outputs: firstIndices(layer.outputs) };
    const program = denseLayerProgram(this.context, path, layer, own, geometries, live);
    this.dense.set(layer.name, program);
    return { trained: [program.weight, program.bias], running: [] };
  }

  #addConvolution(layer: ConvolutionLayer): LayerBlocks {
    const mask = this.options.mask?.get(weightName(layer));
    const layouts = { input: imageLayout(layer.inputShape, this.halo), output: imageLayout(layer.outputShape, this.halo) };
    const program = this.#convolution(layer, layouts, mask);
    this.convolutions.set(layer.name, program);
    return { trained: program.bias ? [program.weight, program.bias] : [program.weight], running: [] };
  }

  #convolution(layer: ConvolutionLayer, layouts: ConvolutionLayouts, mask: MaskTensor | undefined): ConvolutionProgram {
    const path = convolutionPathOf(layer, densityOf(mask));
    if (path === 'sparse') return new SparseFiltersProgram(this.context, layer, layouts, mask);
    if (path === 'direct') return new DirectProgram(this.context, layer, layouts, mask);
    this.#scratch ??= takeWinogradScratch(
      this.context.arena,
      roundUp(widestChannels(this.options.network), 4),
      mostPairs(this.options.network),
    );
    return new WinogradProgram(this.context, layer, layouts, mask, this.#scratch);
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

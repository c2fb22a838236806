/** A whole network in memory: layers on their paths, and the passes through them. */
import { type DenseLayer, type DenseNetwork, weightName } from '../../../shared/network/network.ts';
import { firstIndices } from '../../../shared/numbers/counting.ts';
import type { Mask, MaskTensor, Weights } from '../../../shared/tensors/tensors.ts';
import type { LayerProgram } from '../layers/layer-program.ts';
import { densityOf, type LayerPath, pathOf } from '../layers/path-rule.ts';
import { type InputScaling, type NetworkParameters, prepareContext, type ProgramContext, takeContext } from '../layers/program-context.ts';
import { type Geometry, roundUp } from '../memory/geometry.ts';
import { type ParameterBlock, readSlot, type Slot, writeSlot } from '../memory/parameter-block.ts';
import type { Arena, WasmMemory } from '../memory/wasm-memory.ts';
import { denseLayerProgram } from './dense-layer-program.ts';
import type { InputBlocks } from './input-loader.ts';
import { type LiveUnits, SparseProgram } from './sparse-program.ts';

// Which units take part in a training.

/** Inputs of a layer from which a surviving weight leads to a live output. */
function liveInputs({ inputs }: DenseLayer, mask: MaskTensor | undefined, outputs: Uint32Array): Uint32Array {
  const all = firstIndices(inputs);
  return mask ? all.filter((k) => outputs.some((j) => mask.data[j * inputs + k] !== 0)) : all;
}

/**
 * The live outputs of each layer, ascending: those from which surviving weights lead to a logit. The others are dead: nothing reads them and
 * their gradient is exactly 0, so leaving them out changes no bit of the rest; their weights stay in the optimiser. A unit that nothing
 * enters is not dead: it is a constant, ReLU of its bias, and trained.
 */
export function liveOutputs(layers: readonly DenseLayer[], mask: Mask | null): readonly Uint32Array[] {
  const live: Uint32Array[] = [];
  let outputs: Uint32Array = firstIndices(layers.at(-1)?.outputs ?? 0);
  for (const layer of layers.toReversed()) {
    live.unshift(outputs);
    outputs = liveInputs(layer, mask?.get(weightName(layer)), outputs);
  }
  return live;
}

interface ProgramOptions {
  readonly network: DenseNetwork;
  readonly mask: Mask | null;
  readonly geometries: readonly Geometry[];
  readonly scaling: InputScaling;
  readonly zeroInputs: number;
}

export class NetworkProgram implements NetworkParameters {
  readonly layers: readonly LayerProgram[];
  readonly paths: readonly LayerPath[];
  readonly context: ProgramContext;
  readonly parameters: readonly ParameterBlock[];
  readonly blocks: InputBlocks;
  readonly #liveBlocks: readonly number[];

  constructor(
    arena: Arena,
    memory: WasmMemory,
    private readonly options: ProgramOptions,
  ) {
    const { network, mask } = options;
    const widest = Math.max(...network.layers.flatMap(({ inputs, outputs }) => [inputs, outputs]));
    const features = network.layers[0]?.inputs ?? 0;
    this.context = takeContext(arena, memory, widest, features);
    this.paths = network.layers.map((layer, place) =>
      pathOf({
        isFirst: place === 0,
        hasActiveInput: network.layers[place - 1]?.activation === 'relu',
        density: densityOf(mask?.get(weightName(layer))),
        zeroInputs: options.zeroInputs,
      }),
    );
    const live = liveOutputs(network.layers, mask);
    const inputs = firstIndices(features);
    this.layers = network.layers.map((layer, place) =>
      this.#program(layer, this.paths[place] ?? 'dense', { inputs: live[place - 1] ?? inputs, outputs: live[place] ?? inputs }),
    );
    this.parameters = this.layers.flatMap(({ weight, bias }) => [weight, bias]);
    this.#liveBlocks = this.#blocksRead(features);
    this.blocks = { address: arena.take(this.#liveBlocks.length * 4), count: this.#liveBlocks.length };
  }

  #program(layer: DenseLayer, path: LayerPath, live: LiveUnits): LayerProgram {
    const mask = this.options.mask?.get(weightName(layer));
    return denseLayerProgram(this.context, path, layer, mask, this.options.geometries, live);
  }

  #blocksRead(features: number): number[] {
    const [first] = this.layers;
    const all = Array.from({ length: roundUp(features, 4) / 4 }, (_, block) => block * 4);
    return all.filter((k) => !(first instanceof SparseProgram) || first.reads(k, k + 4));
  }

  /** Writes what does not change during a training, once the memory is there. */
  prepare(): void {
    prepareContext(this.context, this.options.scaling);
    this.context.memory.words(this.blocks.address, this.blocks.count).set(this.#liveBlocks);
    for (const layer of this.layers) layer.prepare();
  }

  write(slot: Slot, tensors: Weights): void {
    for (const block of this.parameters) {
      const tensor = tensors.get(block.name);
      if (!tensor) throw new Error(`The tensor ${block.name} is missing.`);
      writeSlot(this.context.memory, block, slot, tensor);
    }
  }

  read(slot: Slot): Weights {
    return new Map(this.parameters.map((block) => [block.name, readSlot(this.context.memory, block, slot)]));
  }
}

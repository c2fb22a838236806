/** A whole network in memory: layers on their paths, and the passes through them. */
import { firstIndices } from '../../../shared/numbers/first-indices.ts';
import type { DenseLayer } from '../../../shared/network/network.ts';
import type { DenseNetwork } from '../../../shared/network/dense-network.ts';
import { weightName } from '../../../shared/network/network.ts';
import type { Mask, Weights } from '../../../shared/tensors/tensors.ts';
import type { Arena } from '../memory/arena.ts';
import { denseLayerProgram } from './dense-layer-program.ts';
import { densityOf } from '../layers/density.ts';
import type { Geometry } from '../memory/geometry.ts';
import { roundUp } from '../memory/geometry.ts';
import type { InputBlocks } from './input-loader.ts';
import type { InputScaling } from '../layers/input-scaling.ts';
import type { LayerProgram } from '../layers/layer-program.ts';
import { liveOutputs } from '../layers/live-units.ts';
import type { NetworkParameters } from '../layers/network-parameters.ts';
import type { ParameterBlock, Slot } from '../memory/parameter-block.ts';
import { readSlot, writeSlot } from '../memory/parameter-block.ts';
import type { LayerPath } from '../layers/path-rule.ts';
import { pathOf } from '../layers/path-rule.ts';
import type { ProgramContext } from '../layers/program-context.ts';
import { prepareContext, takeContext } from '../layers/program-context.ts';
import { SparseProgram } from './sparse-program.ts';
import type { LiveUnits } from './sparse-program.ts';
import type { WasmMemory } from '../memory/wasm-memory.ts';

export interface ProgramOrder {
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
    private readonly order: ProgramOrder,
  ) {
    const { network, mask } = order;
    const widest = Math.max(...network.layers.flatMap(({ inputs, outputs }) => [inputs, outputs]));
    const features = network.layers[0]?.inputs ?? 0;
    this.context = takeContext(arena, memory, widest, features);
    this.paths = network.layers.map((layer, place) =>
      pathOf({
        isFirst: place === 0,
        hasActiveInput: network.layers[place - 1]?.activation === 'relu',
        density: densityOf(mask?.get(weightName(layer))),
        zeroInputs: order.zeroInputs,
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
    const mask = this.order.mask?.get(weightName(layer));
    return denseLayerProgram(this.context, path, layer, mask, this.order.geometries, live);
  }

  #blocksRead(features: number): number[] {
    const [first] = this.layers;
    const all = Array.from({ length: roundUp(features, 4) / 4 }, (_, block) => block * 4);
    return all.filter((k) => !(first instanceof SparseProgram) || first.reads(k, k + 4));
  }

  /** Writes what does not change during a training, once the memory is there. */
  prepare(): void {
    prepareContext(this.context, this.order.scaling);
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

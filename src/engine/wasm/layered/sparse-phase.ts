/** The gradient of the input of a convolution with few survivors: those that take part in a phase (taps.ts), by channel of the input. */
import type { ConvolutionLayer } from '../../../shared/network/network.ts';
import type { Arena } from '../memory/arena.ts';
import type { WasmMemory } from '../memory/wasm-memory.ts';
import type { Place } from './place.ts';
import { channelsAtOnce, survivorBlocks } from './survivor-blocks.ts';
import type { SurvivorBlocks } from './survivor-blocks.ts';
import type { Phase } from './taps.ts';

/** In blocks of filters. */
export interface SparsePhase extends Phase, SurvivorBlocks {
  readonly taps: Int32Array;
  /** Byte offset of each survivor's value. */
  readonly order: Uint32Array;
  readonly addresses: { readonly starts: number; readonly taps: number; readonly order: number; readonly values: number };
}

/** `indices`: of all survivors within `[filters][channels][height][width]`, ascending; `output`: where the layer writes. */
export function takeSparsePhase(arena: Arena, layer: ConvolutionLayer, output: Place, indices: Uint32Array, phase: Phase): SparsePhase {
  const [filters, channels] = [layer.outputShape[0], layer.inputShape[0]];
  const area = layer.kernelSize[0] * layer.kernelSize[1];
  const offsets = new Map(phase.kernelPlaces.map((place, n) => [place, phase.offsets[n] ?? 0]));
  const channelOf = (index: number): number => Math.floor(index / area) % channels;
  const filterOf = (index: number): number => Math.floor(index / area / channels);
  const own = Array.from(indices, (index, number) => ({ index, number })).filter(({ index }) => offsets.has(index % area));
  // Stable: of one channel, filters and places of the kernel stay in order.
  own.sort((a, b) => channelOf(a.index) - channelOf(b.index));
  const outputOf = Uint32Array.from(own, ({ index }) => channelOf(index));
  const inputOf = Uint32Array.from(own, ({ index }) => filterOf(index));
  const blocks = survivorBlocks({ outputs: channels, inputs: filters, outputOf, inputOf }, channelsAtOnce(layer.kernelSize));
  return {
    ...phase,
    ...blocks,
    taps: Int32Array.from(own, ({ index }) => filterOf(index) * output.plane + (offsets.get(index % area) ?? 0)),
    order: Uint32Array.from(own, ({ number }) => number * 4),
    addresses: {
      starts: arena.takeFloats(blocks.starts.length),
      taps: arena.takeFloats(own.length),
      order: arena.takeFloats(own.length),
      values: arena.takeFloats(own.length),
    },
  };
}

/** Once the memory is there. */
export function writeSparsePhase(memory: WasmMemory, { starts, taps, order, addresses }: SparsePhase): void {
  memory.words(addresses.starts, starts.length).set(starts);
  memory.integers(addresses.taps, taps.length).set(taps);
  memory.words(addresses.order, order.length).set(order);
}

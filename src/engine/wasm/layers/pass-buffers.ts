/** Memory of one geometry: the batch's rows and labels, every level's values and gradients, softmax. */
import type { DenseNetwork } from '../../../shared/network/network.ts';
import { type Geometry, roundUp, rowBytes } from '../memory/geometry.ts';
import { type Arena, takeTotals } from '../memory/wasm-memory.ts';
import { listsInBlocks, startsBytes } from './input-lists.ts';
import type { Level, NonzeroLists } from './layer-program.ts';

export interface PassBuffers {
  readonly geometry: Geometry;
  /** Level 0 is the input, the last one the logits. */
  readonly levels: readonly Level[];
  readonly nonzeros: NonzeroLists;
  readonly rows: number;
  readonly labels: number;
  readonly exps: number;
  readonly sums: number;
  /** See `Totals` in memory/wasm-memory.ts. */
  readonly totals: number;
}

function takeLevel(arena: Arena, units: number, relu: boolean, { rows, stride }: Geometry): Level {
  const first = (): number => arena.take(rows * rowBytes(units));
  const last = (): number => arena.take(roundUp(units, 4) * stride);
  return { units, relu, batchFirst: first(), batchLast: last(), gradientFirst: first(), gradientLast: last() };
}

function takeNonzeros(arena: Arena, features: number, { batch, stride }: Geometry, wanted: boolean): NonzeroLists {
  const pairs = wanted ? features * batch * 8 : 0;
  const columnStride = roundUp(batch, 64);
  return {
    rows: arena.take(stride),
    columns: arena.take(wanted ? roundUp(features, 16) * columnStride : 0),
    columnStride,
    sampleStarts: arena.take(startsBytes(listsInBlocks(features, batch), batch)),
    samplePairs: arena.take(pairs),
    featureStarts: arena.take((features + 1) * 4),
    featurePairs: arena.take(pairs),
  };
}

export function takePassBuffers(arena: Arena, network: DenseNetwork, geometry: Geometry, wantsNonzeros: boolean): PassBuffers {
  const { stride } = geometry;
  const inputs = network.layers[0]?.inputs ?? 0;
  const levels = [
    takeLevel(arena, inputs, false, geometry),
    ...network.layers.map((layer) => takeLevel(arena, layer.outputs, layer.activation === 'relu', geometry)),
  ];
  const nonzeros = takeNonzeros(arena, inputs, geometry, wantsNonzeros);
  return {
    geometry,
    levels,
    nonzeros,
    rows: nonzeros.rows,
    labels: arena.take(stride),
    exps: arena.take(network.classes * stride),
    sums: arena.take(2 * stride),
    totals: takeTotals(arena),
  };
}

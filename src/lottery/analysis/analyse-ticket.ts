/** Understanding a ticket: what remains in each layer, how it is distributed, how it moved and what it connects. */
import { layerOfWeight } from '../../shared/network/network.ts';
import { productOf } from '../../shared/network/shapes.ts';
import type { Histogram, LayerAnalysis } from '../../shared/results/ticket/ticket-analysis.ts';
import type { Mask, MaskTensor, Tensor, Weights } from '../../shared/tensors/tensors.ts';

interface Connectivity {
  /** By unit. */
  readonly incoming: readonly number[];
  /** By input. */
  readonly outgoing: readonly number[];
}

/** Surviving connections per unit and per input; of a convolution, per filter and per channel. `[out, in, ...kernel]`. */
export function connectivity({ shape, data }: MaskTensor): Connectivity {
  const [units = 1, inputs = 1, ...kernel] = shape;
  const area = productOf(kernel);
  const incoming = new Array<number>(units).fill(0);
  const outgoing = new Array<number>(inputs).fill(0);
  data.forEach((kept, index) => {
    const [unit, input] = [Math.floor(index / (inputs * area)), Math.floor(index / area) % inputs];
    incoming[unit] = (incoming[unit] ?? 0) + kept;
    outgoing[input] = (outgoing[input] ?? 0) + kept;
  });
  return { incoming, outgoing };
}

const bars = 41;

/** Bars of equal width between `low` and `high`; the last one holds its right edge too. */
export function histogram(values: Iterable<number>, low: number, high: number): Histogram {
  const width = (high - low) / bars || 1;
  const counts = new Array<number>(bars).fill(0);
  for (const value of values) {
    const bar = Math.min(bars - 1, Math.max(0, Math.floor((value - low) / width)));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  return { from: low, width, counts };
}

const survivors = ({ data }: Tensor, mask: MaskTensor): Float32Array => data.filter((_, index) => mask.data[index] === 1);
const largest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const zeros = (counts: readonly number[]): number => counts.filter((count) => count === 0).length;

function movedBy(initial: Float32Array, trained: Float32Array): LayerAnalysis['moved'] {
  const distances = trained.map((value, index) => Math.abs(value - (initial[index] ?? 0)));
  const max = largest(distances);
  const mean = distances.length === 0 ? 0 : distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
  return { histogram: histogram(distances, 0, max), mean, max };
}

/** @param trained null while the ticket is not trained, or its trained weights are gone. */
function analyseLayer(name: string, mask: MaskTensor, initial: Tensor, trained: Tensor | null): LayerAnalysis {
  const [before, after] = [survivors(initial, mask), trained && survivors(trained, mask)];
  const bound = Math.max(largest(before), after ? largest(after) : 0);
  const { incoming, outgoing } = connectivity(mask);
  return {
    ...{ name, shape: mask.shape, total: mask.data.length, remaining: before.length },
    initial: histogram(before, -bound, bound),
    trained: after && histogram(after, -bound, bound),
    moved: after && movedBy(before, after),
    ...{ incoming, outgoing },
    unitsWithoutIncoming: zeros(incoming),
    inputsWithoutOutgoing: zeros(outgoing),
  };
}

/**
 * @param mask All ones for the dense network; its tensors give the layers and their order.
 * @param trained null where there are none.
 * @throws RangeError where the initial weights lack a layer of the mask.
 */
export function analyseTicket(mask: Mask, initial: Weights, trained: Weights | null): readonly LayerAnalysis[] {
  return [...mask].map(([name, tensor]) => {
    const start = initial.get(name);
    if (start === undefined) throw new RangeError(`no initial weights named ${name}`);
    return analyseLayer(layerOfWeight(name), tensor, start, trained?.get(name) ?? null);
  });
}

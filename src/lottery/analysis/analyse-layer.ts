import type { MaskTensor, Tensor } from '../../shared/tensors/tensors.ts';
import type { LayerAnalysis } from '../../shared/results/ticket-analysis.ts';
import { connectivity } from './connectivity.ts';
import { histogram } from './histogram.ts';

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
export function analyseLayer(name: string, mask: MaskTensor, initial: Tensor, trained: Tensor | null): LayerAnalysis {
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

/** Loss and accuracy over samples, group by group, losses summed in f64 in the order of the indices. */
import type { MeanResult } from '../../training-session.ts';
import { evaluationGroup } from '../memory/geometry.ts';
import type { NetworkParameters } from '../layers/network-parameters.ts';
import type { NetworkPass } from './network-pass.ts';
import type { SamplesInMemory } from '../memory/samples-in-memory.ts';

/** null if `shouldStop` said so between two groups. */
export function evaluateSamples(
  program: NetworkParameters,
  pass: NetworkPass,
  samples: SamplesInMemory,
  indices: Uint32Array,
  shouldStop: () => boolean,
): MeanResult | null {
  for (const layer of program.layers) layer.refresh();
  pass.startTotals();
  for (let first = 0; first < indices.length; first += evaluationGroup) {
    if (shouldStop()) return null;
    pass.forward(samples, indices.subarray(first, first + evaluationGroup));
  }
  const { loss, correct } = pass.totals;
  return { loss: loss / indices.length, accuracy: correct / indices.length };
}

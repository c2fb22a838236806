import type { MeanResult } from '../../training-session.ts';
import type { EvaluationNetwork } from './evaluation-network.ts';
import type { EvaluationPart } from './evaluation-part.ts';

/** Mean loss and accuracy over a part, losses summed in f64 in the order of its samples; null if `shouldStop` said so between two groups. */
export function evaluateGroups(network: EvaluationNetwork, part: EvaluationPart, shouldStop: () => boolean): MeanResult | null {
  network.startTotals();
  for (let n = 0; n < part.groups; n++) {
    if (shouldStop()) return null;
    network.forward(part.at(n));
  }
  const { loss, correct } = network.totals;
  return { loss: loss / part.count, accuracy: correct / part.count };
}

/** The numbers of an instability analysis. */
import type { EvaluationRecord } from '../../shared/specs/evaluate-work.ts';
import type { InstabilitySummary } from '../../shared/results/experiment.ts';
import { barrier } from './barrier.ts';
import { evenShares } from '../weights/interpolate.ts';
import type { TicketPlace } from '../places/role.ts';

export function instabilitySummary({ trial, round }: TicketPlace, { results }: EvaluationRecord): InstabilitySummary {
  const shares = evenShares(results.length);
  return {
    trial,
    round,
    points: results.map(({ loss, accuracy }, index) => ({ share: shares[index] ?? 0, testLoss: loss, testAccuracy: accuracy })),
    lossBarrier: barrier(results.map(({ loss }) => loss)),
    errorBarrier: barrier(results.map(({ accuracy }) => 1 - accuracy)),
  };
}

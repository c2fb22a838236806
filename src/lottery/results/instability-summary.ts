/** The numbers of an instability analysis. */
import type { InstabilitySummary } from '../../shared/results/experiment.ts';
import type { EvaluationRecord } from '../../shared/specs/evaluate-work.ts';
import type { TicketId } from '../places/role.ts';
import { evenShares } from '../weights/interpolate.ts';

// How much worse it gets between two networks (Frankle et al. 2020, section 2).

/**
 * The highest value on the line less the mean of its two ends; where it is about 0 the two are linearly connected.
 * Never negative by more than half the difference of the ends.
 * @param values Of loss or error, from one end to the other.
 * @throws RangeError for an empty line.
 */
export function barrier(values: readonly number[]): number {
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('a line without points has no barrier');
  return Math.max(...values) - (first + last) / 2;
}

export function instabilitySummary({ trial, round }: TicketId, { results }: Pick<EvaluationRecord, 'results'>): InstabilitySummary {
  const shares = evenShares(results.length);
  return {
    trial,
    round,
    points: results.map(({ loss, accuracy }, index) => ({ share: shares[index] ?? 0, testLoss: loss, testAccuracy: accuracy })),
    lossBarrier: barrier(results.map(({ loss }) => loss)),
    errorBarrier: barrier(results.map(({ accuracy }) => 1 - accuracy)),
  };
}

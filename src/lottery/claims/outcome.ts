/** Whether the direction of a claim holds: by the paired interval over trials alone. */
import type { ClaimOutcome } from '../../shared/results/claims.ts';
import { nowhereBelow, sideOf } from '../results/paired.ts';
import type { Compared, Comparison } from './comparison.ts';

const trialsWords = (n: number): string => (n === 1 ? 'one trial is' : `${n === 2 ? 'two' : n} trials are`);

function decide({ wanted }: Comparison, { difference, bound }: Compared): ClaimOutcome {
  const side = sideOf(difference);
  if (wanted === 'not below' ? nowhereBelow(difference) : side === wanted) return 'holds';
  const refuted = wanted === 'not below' ? side === 'below' : side === 'above' || side === 'below';
  // What is only a bound can hold a claim up, not refute it.
  return refuted && !bound ? 'does not hold' : 'cannot tell';
}

/** The outcome with its reason. */
export function outcome(comparison: Comparison, compared: Compared): { readonly outcome: ClaimOutcome; readonly reason: string } {
  const { difference, bound } = compared;
  const decided = decide(comparison, compared);
  if (difference.interval === null) return { outcome: decided, reason: `${trialsWords(difference.n)} too few to tell` };
  const over = `over ${difference.n} trials`;
  if (decided === 'holds') return { outcome: decided, reason: `the paired interval ${over} lies on the claim's side` };
  if (decided === 'does not hold') return { outcome: decided, reason: `the paired interval ${over} lies on the other side` };
  const reason = bound ? 'budget too short: some early stops are only lower bounds' : `the paired interval ${over} includes 0`;
  return { outcome: decided, reason };
}

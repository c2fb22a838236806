/** Whether the direction of a claim holds: by the paired interval over trials alone. */
import type { ClaimOutcome } from '../../shared/results/verdict/claims.ts';
import { decidingInterval, nowhereBelow, sideOf } from '../results/paired.ts';
import type { Compared, Comparison } from './comparison.ts';

export function decide({ wanted }: Comparison, { difference, bound }: Compared): ClaimOutcome {
  const side = sideOf(difference);
  if (wanted === 'not below' ? nowhereBelow(difference) : side === wanted) return 'holds';
  const refuted = wanted === 'not below' ? side === 'below' : side === 'above' || side === 'below';
  // A bound can hold a claim up, not refute it.
  return refuted && !bound ? 'does not hold' : 'cannot tell';
}

const sides: Readonly<Record<ClaimOutcome, string>> = {
  holds: "lies on the claim's side",
  'does not hold': 'lies on the other side',
  'cannot tell': 'includes 0',
};

/** Why the interval says so. */
export function intervalReason(decided: ClaimOutcome, { difference, bound }: Compared): string {
  if (difference.interval === null) return 'one trial is too few to tell';
  if (decidingInterval(difference) === null) return `all ${difference.n} trials differ alike, in steps that nobody knows`;
  if (decided === 'cannot tell' && bound) return 'some early stops are only bounds';
  return `the paired t interval over ${difference.n} trials ${sides[decided]}`;
}

/** The outcome with its reason. */
export function outcome(comparison: Comparison, compared: Compared): { readonly outcome: ClaimOutcome; readonly reason: string } {
  const decided = decide(comparison, compared);
  return { outcome: decided, reason: intervalReason(decided, compared) };
}

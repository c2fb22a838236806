/** Whether the direction of a claim holds: by the paired interval over trials alone. */
import type { ClaimOutcome } from '../../shared/results/verdict/claims.ts';
import { decidingInterval, nowhereBelow, sideOf } from '../results/paired.ts';
import type { Compared, Comparison } from './comparison.ts';
import { t } from '../../shared/text/language.ts';

export function decide({ wanted }: Comparison, { difference, bound }: Compared): ClaimOutcome {
  const side = sideOf(difference);
  if (wanted === 'not below' ? nowhereBelow(difference) : side === wanted) return 'holds';
  const refuted = wanted === 'not below' ? side === 'below' : side === 'above' || side === 'below';
  // A bound can hold a claim up, not refute it.
  return refuted && !bound ? 'does not hold' : 'cannot tell';
}

const sides: Readonly<Record<ClaimOutcome, (trials: number) => string>> = {
  holds: (trials) => t("the paired t interval over {0} trials lies on the claim's side", trials),
  'does not hold': (trials) => t('the paired t interval over {0} trials lies on the other side', trials),
  'cannot tell': (trials) => t('the paired t interval over {0} trials includes 0', trials),
};

/** Why the interval says so. */
export function intervalReason(decided: ClaimOutcome, { difference, bound }: Compared): string {
  if (difference.interval === null) return t('one trial is too few to tell');
  if (decidingInterval(difference) === null) return t('all {0} trials differ alike, in steps that nobody knows', difference.n);
  if (decided === 'cannot tell' && bound) return t('some early stops are only bounds');
  return sides[decided](difference.n);
}

/** The outcome with its reason. */
export function outcome(comparison: Comparison, compared: Compared): { readonly outcome: ClaimOutcome; readonly reason: string } {
  const decided = decide(comparison, compared);
  return { outcome: decided, reason: intervalReason(decided, compared) };
}

/** A ticket that was trained again: what was changed and what came of it. */
import type { RetrainChange } from '../specs/retrain.ts';
import { t } from '../text/language.ts';
import { plural } from '../text/plural.ts';

export interface RetrainingOutcome {
  readonly change: RetrainChange;
  /** Whether the bits of an earlier training came out again; null where there was none. */
  readonly sameBits: boolean | null;
}

/** Its last name: 1 is the oldest of its ticket. */
export const retrainingRole = (number: number): string => `retraining-${String(number)}`;

const seeded = (what: string, seed: number | undefined): string => (seed === undefined ? what : t('{0}, seed {1}', what, seed));

function changeWords({ weights, mask, seed, dataOrderSeed, iterations }: RetrainChange): string {
  const parts = [
    ...(weights === 'reinit' ? [seeded(t('random reinitialisation'), seed)] : []),
    ...(mask === 'random' ? [seeded(t('random mask'), seed)] : []),
    ...(dataOrderSeed === undefined ? [] : [t('data order seed {0}', dataOrderSeed)]),
    ...(iterations === undefined ? [] : [plural(iterations, { one: '{0} iterations', other: '{0} iterations' })]),
  ];
  return parts.length === 0 ? t('nothing changed') : parts.join(', ');
}

/** "random reinitialisation, seed 7", "nothing changed: the same bits" */
export function retrainingWords({ change, sameBits }: RetrainingOutcome): string {
  if (sameBits === null) return changeWords(change);
  return `${changeWords(change)}: ${sameBits ? t('the same bits') : t('OTHER BITS')}`;
}

/** A ticket that was trained again: what was changed and what came of it. */
import type { RetrainChange } from '../specs/retrain.ts';
import { formatCount } from '../text/format.ts';

export interface RetrainingOutcome {
  readonly change: RetrainChange;
  /** Whether the bits of an earlier training came out again; null where there was none. */
  readonly sameBits: boolean | null;
}

/** Its last name: 1 is the oldest of its ticket. */
export const retrainingRole = (number: number): string => `retraining-${String(number)}`;

const seeded = (what: string, seed: number | undefined): string => (seed === undefined ? what : `${what}, seed ${String(seed)}`);

function changeWords({ weights, mask, seed, dataOrderSeed, iterations }: RetrainChange): string {
  const parts = [
    ...(weights === 'reinit' ? [seeded('random reinitialisation', seed)] : []),
    ...(mask === 'random' ? [seeded('random mask', seed)] : []),
    ...(dataOrderSeed === undefined ? [] : [`data order seed ${String(dataOrderSeed)}`]),
    ...(iterations === undefined ? [] : [`${formatCount(iterations)} iterations`]),
  ];
  return parts.length === 0 ? 'nothing changed' : parts.join(', ');
}

/** "random reinitialisation, seed 7", "nothing changed: the same bits" */
export function retrainingWords({ change, sameBits }: RetrainingOutcome): string {
  if (sameBits === null) return changeWords(change);
  return `${changeWords(change)}: ${sameBits ? 'the same bits' : 'OTHER BITS'}`;
}

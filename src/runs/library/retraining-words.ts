/** What was changed when a ticket was trained again, in a few words for tables. */
import { formatCount } from '../../shared/text/format.ts';
import type { RetrainChange } from '../../shared/specs/retrain.ts';
import type { Retraining } from '../store/experiment-record.ts';

const seeded = (what: string, seed: number | undefined): string => (seed === undefined ? what : `${what}, seed ${String(seed)}`);

export function changeWords({ weights, mask, seed, dataOrderSeed, iterations }: RetrainChange): string {
  const parts = [
    ...(weights === 'reinit' ? [seeded('random reinitialisation', seed)] : []),
    ...(mask === 'random' ? [seeded('random mask', seed)] : []),
    ...(dataOrderSeed === undefined ? [] : [`data order seed ${String(dataOrderSeed)}`]),
    ...(iterations === undefined ? [] : [`${formatCount(iterations)} iterations`]),
  ];
  return parts.length === 0 ? 'nothing changed' : parts.join(', ');
}

export function retrainingWords({ change, sameBits }: Pick<Retraining, 'change' | 'sameBits'>): string {
  const words = changeWords(change);
  if (sameBits === null) return words;
  return `${words}: ${sameBits ? 'the same bits' : 'OTHER BITS'}`;
}

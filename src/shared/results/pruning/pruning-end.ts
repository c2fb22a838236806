/** The last round that prunes anything, where rounds after it do not: weights are whole, and each layer keeps one. */
import { t } from '../../text/language.ts';
export interface PruningEnd {
  readonly lastRound: number;
  readonly rounds: number;
}

export function pruningEndWords({ lastRound, rounds }: PruningEnd): string {
  const last = t(
    'Round {0} is the last that prunes anything: each layer keeps at least one weight, and a rate is rounded to whole weights.',
    lastRound,
  );
  const later =
    lastRound + 1 === rounds
      ? t('Round {0} has no fewer weights.', rounds)
      : t('Rounds {0} to {1} have no fewer weights.', lastRound + 1, rounds);
  return `${last} ${later}`;
}

import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import { formatRemaining } from '../format.ts';
import { t } from '../../src/shared/text/language.ts';

/** The rounds whose curves are shown: those that were chosen, none where one asked for none, else the dense network and the headline's round, or the last one. */
export function roundsShown(document: ExperimentDocument | null, chosenRounds: readonly number[] | null): readonly number[] {
  const rounds = document?.rounds.map(({ round }) => round) ?? [];
  const chosen = chosenRounds?.filter((round) => rounds.includes(round)) ?? [];
  if (chosen.length > 0 || chosenRounds?.includes(noRound)) return chosen;
  const best = document?.headline.round ?? rounds.at(-1) ?? 0;
  return rounds.filter((round) => round === 0 || round === best);
}

/** Stands in the list of chosen rounds where one has taken all of them away. */
export const noRound = -1;

export const roundLabel = (round: number, remaining: number): string => (round === 0 ? t('dense') : `${formatRemaining(remaining)} %`);

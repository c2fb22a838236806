import type { Panel } from '../panel.ts';

/** The rounds whose curves are shown: those that were chosen, else the dense network and the headline's. */
export function chosenRounds({ state, snapshot: { document } }: Panel): readonly number[] {
  const rounds = document?.rounds.map(({ round }) => round) ?? [];
  const chosen = state.chosenRounds.filter((round) => rounds.includes(round));
  if (chosen.length > 0) return chosen;
  const best = document?.headline.round ?? rounds.at(-1) ?? 0;
  return rounds.filter((round) => round === 0 || round === best);
}

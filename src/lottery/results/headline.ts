/** The one sentence that an experiment comes to. */
import type { ExperimentDocument, RoundSummary } from '../../shared/results/experiment.ts';
import { title } from './verdict-words.ts';

type Headline = ExperimentDocument['headline'];

const smallestFirst = (rounds: readonly RoundSummary[]): RoundSummary[] =>
  rounds.toSorted((a, b) => a.remaining - b.remaining || a.round - b.round);

/** A ticket that its own reinitialisation or a random mask equals shows less. Unfinished controls speak against nothing. */
const beatsControls = ({ verdict }: RoundSummary): boolean =>
  verdict?.betterThanReinit !== false && verdict?.betterThanRandomMask !== false;

/** The verdict without its first sentence, which is the headline's title. */
function afterTitle({ verdict, remaining }: RoundSummary): string {
  return (verdict?.reason ?? '').slice(title(verdict?.winningTicket === true, remaining).length).trim();
}

function winningHeadline(round: RoundSummary): Headline {
  return { round: round.round, kind: 'winning', title: title(true, round.remaining), text: afterTitle(round) };
}

const accuracyOf = (round: RoundSummary): number => round.series.ticket?.testAccuracyAtEarlyStop?.mean ?? 0;

/** Why none: by the ticket that came closest, the most accurate one. */
function closest(judged: readonly RoundSummary[]): string {
  const [best] = judged.toSorted((a, b) => accuracyOf(b) - accuracyOf(a));
  return best?.verdict?.reason ?? '';
}

function withoutWinner(judged: readonly RoundSummary[], finished: boolean): Headline {
  if (!finished)
    return {
      round: null,
      kind: 'pending',
      title: judged.length === 0 ? 'No ticket judged yet.' : 'No winning ticket yet.',
      text: judged.at(-1)?.verdict?.reason ?? '',
    };
  const text = judged.length === 0 ? 'No round was finished in every trial.' : `The closest: ${closest(judged)}`;
  return { round: null, kind: 'none', title: 'No winning ticket found.', text };
}

/**
 * The winning ticket with the fewest weights, of those that beat their controls if there is one; else why there is none.
 * @param finished Whether no more rounds will come.
 */
export function headline(rounds: readonly RoundSummary[], finished: boolean): Headline {
  const judged = rounds.filter(({ round, verdict }) => round > 0 && verdict !== null);
  const winning = smallestFirst(judged.filter(({ verdict }) => verdict?.winningTicket === true));
  const chosen = winning.find(beatsControls) ?? winning[0];
  return chosen === undefined ? withoutWinner(judged, finished) : winningHeadline(chosen);
}

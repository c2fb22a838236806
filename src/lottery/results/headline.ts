/** What an experiment comes to, as data. */
import type { HeadlineData, VerdictData } from '../../shared/results/verdict/verdict.ts';
import type { JudgedRound } from './summary.ts';

interface Judged extends JudgedRound {
  readonly verdict: VerdictData;
}

const smallestFirst = (rounds: readonly Judged[]): Judged[] => rounds.toSorted((a, b) => a.remaining - b.remaining || a.round - b.round);

/** A ticket that its own reinitialisation or a random mask equals shows less. Unfinished controls speak against nothing. */
const beatsControls = ({ verdict }: Judged): boolean => verdict.betterThanReinit !== false && verdict.betterThanRandomMask !== false;

const accuracyOf = ({ verdict }: Judged): number => verdict.facts.ticket.accuracy.mean;

/** The ticket that came closest, the most accurate one. */
const closest = (rounds: readonly Judged[]): Judged | undefined => rounds.toSorted((a, b) => accuracyOf(b) - accuracyOf(a))[0];

function speakingOf(kind: HeadlineData['kind'], judged: Judged | undefined): HeadlineData {
  const { label = null, wouldTell = [] } = judged?.verdict ?? {};
  return { round: kind === 'winning' ? (judged?.round ?? null) : null, kind, about: judged?.round ?? null, label, wouldTell };
}

/** An open verdict might still be a win: then nobody can say that there is none. */
function withoutWinner(judged: readonly Judged[], finished: boolean): HeadlineData {
  if (!finished) return speakingOf('pending', judged.at(-1));
  const open = judged.filter(({ verdict }) => verdict.state === 'cannot tell');
  return open.length > 0 ? speakingOf('cannot-tell', closest(open)) : speakingOf('none', closest(judged));
}

/**
 * The winning ticket with the fewest weights, of those that beat their controls if there is one; else why there is none.
 * @param finished Whether no more rounds will come.
 */
export function headline(rounds: readonly JudgedRound[], finished: boolean): HeadlineData {
  const judged = rounds.filter((round): round is Judged => round.round > 0 && round.verdict !== null);
  const winning = smallestFirst(judged.filter(({ verdict }) => verdict.state === 'winning'));
  const chosen = winning.find(beatsControls) ?? winning[0];
  return chosen === undefined ? withoutWinner(judged, finished) : speakingOf('winning', chosen);
}

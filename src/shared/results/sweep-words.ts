/** What a sweep comes to: the same answer, by the same rule, in every table of its members. */
import { formatRemaining } from '../text/format.ts';
import { t } from '../text/language.ts';
import { plural } from '../text/plural.ts';
import { bestMember, type SweepRow, sweepState, winningPoint } from './sweep-row.ts';
import type { HeadlineKind } from './verdict/verdict.ts';
import { labelWords, openWords } from './verdict/verdict-words.ts';

/** "21.1 %", "none", "nothing learnt", "cannot tell: budget too short", "not yet". @param best Whether it is the best of all members. */
export function winnerWords(row: SweepRow, best: boolean): string {
  const point = winningPoint(row);
  if (point) return best ? t('{0}, best', formatRemaining(point.remaining)) : formatRemaining(point.remaining);
  const { kind, label } = row.headline;
  if (label === 'nothing learnt') return labelWords(label);
  if (kind === 'none') return t('none');
  return kind === 'cannot-tell' ? t('cannot tell: {0}', openWords(label ?? 'budget too short')) : t('not yet');
}

export interface SweepOutcome {
  readonly kind: Extract<HeadlineKind, 'winning' | 'none' | 'cannot-tell' | 'pending'>;
  /** The member with the smallest winning ticket. */
  readonly best: SweepRow | null;
  /** Members of which nobody can tell whether they have one. */
  readonly open: readonly SweepRow[];
}

/** While a member is open or not finished, nobody can say that none has a winning ticket. */
export function sweepOutcome(rows: readonly SweepRow[]): SweepOutcome {
  const best = bestMember(rows);
  const open = rows.filter(({ headline }) => headline.kind === 'cannot-tell');
  if (best) return { kind: 'winning', best, open };
  const over = sweepState(rows.map(({ state }) => state)) === 'finished';
  return { kind: !over ? 'pending' : open.length > 0 ? 'cannot-tell' : 'none', best, open };
}

const openSentence = ({ open }: SweepOutcome): string =>
  open.length === 0
    ? ''
    : plural(open.length, {
        one: 'Of {0} experiment nobody can tell yet: its own page says what would tell.',
        other: 'Of {0} experiments nobody can tell yet: their own pages say what would tell.',
      });

/** A title, and a sentence or none. */
export function sweepOutcomeWords(outcome: SweepOutcome): { readonly title: string; readonly text: string } {
  const { kind, best } = outcome;
  const point = best && winningPoint(best);
  if (best && point)
    return {
      title: t('The smallest winning ticket has {0} of the weights.', formatRemaining(point.remaining)),
      text: [t('It is that of {0}.', best.values), openSentence(outcome)].join(' ').trim(),
    };
  if (kind === 'pending') return { title: t('No winning ticket yet.'), text: openSentence(outcome) };
  if (kind === 'cannot-tell') return { title: t('No member is known to have a winning ticket.'), text: openSentence(outcome) };
  return { title: t('No member has a winning ticket.'), text: t('The verdict of each stands on its own page.') };
}

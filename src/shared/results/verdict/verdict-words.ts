/** Verdicts and headlines in sentences, made from their data. Minimum and maximum stand in brackets where there are several trainings. */
import { formatAccuracy, formatRemaining, formatShare, formatSignedCount, formatSignedPoints } from '../../text/format.ts';
import { t } from '../../text/language.ts';
import { plural } from '../../text/plural.ts';
import { dataWarningWords } from '../data-summary.ts';
import { accuracyWords, againstDense, controlWords, sideBySide, stopWords } from './comparison-words.ts';
import { showsSpread, type Interval, type StopDifference } from './statistics.ts';
import type { HeadlineData, Learning, Measured, noVerdict, VerdictData, VerdictFacts, VerdictLabel, WouldTell } from './verdict.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

const labels: Readonly<Record<VerdictLabel | typeof noVerdict, () => string>> = {
  dense: () => t('dense'),
  winning: () => t('winning'),
  'less accurate': () => t('less accurate'),
  'not earlier': () => t('not earlier'),
  'budget too short': () => t('budget too short'),
  'evaluated too rarely': () => t('evaluated too rarely'),
  'nothing learnt': () => t('nothing learnt'),
  'ended early': () => t('ended early'),
  unfinished: () => t('unfinished'),
};

/** A verdict in a word or two, for tables. */
export const labelWords = (label: VerdictLabel | typeof noVerdict): string => labels[label]();

/** Why nobody can tell, after "Cannot tell: ". */
export const openWords = (label: VerdictLabel): string => (label === 'ended early' ? t('a training was ended early') : labelWords(label));

/** The first sentence of a round's verdict. */
export function verdictTitle({ state, label }: Pick<VerdictData, 'state' | 'label'>, remaining: number): string {
  if (label === 'nothing learnt') return t('Nothing was learnt.');
  const share = formatRemaining(remaining);
  if (state === 'cannot tell') return t('Cannot tell with {0} of the weights: {1}.', share, openWords(label));
  return state === 'winning' ? t('Winning ticket with {0} of the weights.', share) : t('No winning ticket with {0} of the weights.', share);
}

const controlsSentence = ({ ticket, controls }: VerdictFacts): string =>
  controls.length === 0 ? '' : `${capital(controls.map((control) => controlWords(ticket, control)).join('; '))}.`;

const ends = (interval: Interval, format: (value: number) => string): string =>
  showsSpread(interval)
    ? t('{0} to {1}', format(interval.low), format(interval.high))
    : t('no spread seen around {0}', format(interval.low));

function stopInterval({ interval, bound }: StopDifference): string {
  if (interval === null) return '';
  const words = t({ message: '{0} iterations', comment: 'an interval' }, ends(interval, formatSignedCount));
  if (bound === 'at-most') return t('{0} (at most)', words);
  return bound === 'at-least' ? t('{0} (at least)', words) : words;
}

/** "95 % intervals of the paired differences (Student's t, 2 degrees of freedom): +0.70 points to +1.10 points, -700 to -300 iterations." */
function intervalsSentence({ accuracyDifference, stopDifference }: VerdictFacts): string {
  if (!accuracyDifference?.interval || !stopDifference?.interval) return '';
  const { confidence, degreesOfFreedom } = accuracyDifference.interval;
  const named = plural(degreesOfFreedom, {
    one: "Student's t, {0} degree of freedom",
    other: "Student's t, {0} degrees of freedom",
  });
  const intervals = `${ends(accuracyDifference.interval, formatSignedPoints)}, ${stopInterval(stopDifference)}`;
  return t('{0} intervals of the paired differences ({1}): {2}.', formatShare(confidence), named, intervals);
}

/** "Run with 5,000 iterations to tell." */
export function wouldTellWords(change: WouldTell): string {
  switch (change.kind) {
    case 'more-iterations':
      return plural(change.iterations, { one: '{0} iterations would tell more', other: '{0} iterations would tell more' });
    case 'more-evaluations':
      return plural(change.evaluateEvery, {
        one: 'an evaluation every iteration would tell',
        other: 'an evaluation every {0} iterations would tell',
      });
    case 'more-trials':
      return plural(change.trials, { one: 'about {0} trials would tell', other: 'about {0} trials would tell' });
  }
}

/** Whether it may be chance, and how much so many trials prove; empty where there is nothing to doubt. */
export const doubtWords = (verdict: VerdictData): string => sentences(doubtSentence(verdict), caveat(verdict.trials));

function doubtSentence({ certain, wouldTell }: VerdictData): string {
  if (certain !== false) return '';
  const trials = wouldTell.find((change) => change.kind === 'more-trials');
  return trials
    ? t('The trials are too few to tell this from chance: {0}.', wouldTellWords(trials))
    : t('The trials are too few to tell this from chance.');
}

/** How much it proves; the paper's five trials need no caveat. */
function caveat(trials: number): string {
  if (trials === 1) return t('One trial proves little.');
  if (trials === 2) return t('Two trials: a first answer, not proof.');
  if (trials === 3) return t('Three trials: an indication, not proof.');
  return trials === 4 ? t('Four trials: an indication, not proof.') : '';
}

const openReasons: Readonly<Partial<Record<VerdictLabel, () => string>>> = {
  'budget too short': () =>
    t('The validation loss reached its minimum in the last 5 % of the budget, so the early stop is only a lower bound.'),
  'evaluated too rarely': () => t('The validation loss was lowest at the first evaluation, so the early stop is only an upper bound.'),
  'ended early': () =>
    t(
      'Early-Bird has ended a training when its mask had settled (pruning.earlyBird.stop): it is no measure of a whole one, which a run without "stop" would give.',
    ),
};

const changesSentence = (changes: readonly WouldTell[]): string =>
  changes.length === 0 ? '' : `${capital(changes.map(wouldTellWords).join('; '))}.`;

const usualReasons = (): string =>
  t('a learning rate that is too high or too low, too few iterations, or labels that do not belong to the inputs');

function nothingLearnt({ bestConstantAccuracy, threshold, warnings }: Learning, dense: Measured): string {
  const found = t(
    'The dense network is right in {0} of the test set, the best constant answer in {1}; more than chance would be above {2}.',
    ...[accuracyWords(dense), formatAccuracy(bestConstantAccuracy), formatAccuracy(threshold)],
  );
  const reasons = warnings.length > 0 ? warnings.map(dataWarningWords).join('; ') : usualReasons();
  return sentences(found, t('Likely reasons: {0}.', reasons));
}

function denseText({ facts: { ticket, learning, endedEarly } }: VerdictData): string {
  const found = t('The dense network: {0} at iteration {1}.', accuracyWords(ticket), stopWords(ticket));
  if (endedEarly) return sentences(found, t('Its training was ended when the masks had settled.'));
  const bound =
    ticket.stop.bound === 'at-least'
      ? openReasons['budget too short']?.()
      : ticket.stop.bound === 'at-most'
        ? openReasons['evaluated too rarely']?.()
        : '';
  return sentences(found, bound ?? '', learning?.learnt === false ? nothingLearnt(learning, ticket) : '');
}

/** All but the title. */
export function verdictText(verdict: VerdictData): string {
  const { label, state, wouldTell, facts } = verdict;
  const { ticket, dense, learning } = facts;
  if (dense === null) return denseText(verdict);
  if (label === 'nothing learnt') return learning === null ? '' : nothingLearnt(learning, dense);
  if (state === 'cannot tell') return sentences(openReasons[label]?.() ?? '', sideBySide(ticket, dense), changesSentence(wouldTell));
  return sentences(againstDense(ticket, dense), controlsSentence(facts), intervalsSentence(facts), doubtWords(verdict));
}

/** A round's verdict in full. */
export function verdictReason(verdict: VerdictData, remaining: number): string {
  return verdict.state === 'dense' ? verdictText(verdict) : sentences(verdictTitle(verdict, remaining), verdictText(verdict));
}

interface RoundOfHeadline {
  readonly round: number;
  readonly remaining: number;
  readonly verdict: VerdictData | null;
}

function headlineTitle({ kind, label }: HeadlineData): string {
  if (label === 'nothing learnt') return t('Nothing was learnt.');
  if (kind === 'pending') return label === null ? t('No ticket judged yet.') : t('No winning ticket yet.');
  return kind === 'cannot-tell' ? t('Cannot tell: {0}.', openWords(label ?? 'budget too short')) : t('No winning ticket found.');
}

/** There is nothing yet that imported tickets could win against. */
function importedWords({ all, trained }: NonNullable<HeadlineData['imported']>): { readonly title: string; readonly text: string } {
  const text = trained === all ? t('All are trained.') : t('{0} of {1} trained. The others can be retrained.', trained, all);
  return { title: t('Imported tickets.'), text };
}

/** @param rounds Of the same experiment. */
export function headlineWords(
  headline: HeadlineData,
  rounds: readonly RoundOfHeadline[],
): { readonly title: string; readonly text: string } {
  if (headline.imported) return importedWords(headline.imported);
  const round = rounds.find((one) => one.round === headline.about);
  if (!round?.verdict)
    return { title: headlineTitle(headline), text: headline.kind === 'none' ? t('No round was finished in every trial.') : '' };
  const { verdict, remaining } = round;
  if (headline.kind === 'winning') return { title: verdictTitle(verdict, remaining), text: verdictText(verdict) };
  if (verdict.label === 'nothing learnt') return { title: headlineTitle(headline), text: verdictText(verdict) };
  if (headline.kind === 'pending') return { title: headlineTitle(headline), text: verdictReason(verdict, remaining) };
  // The title has said already what it is.
  const closest = t('The closest has {0} of the weights.', formatRemaining(remaining));
  return { title: headlineTitle(headline), text: sentences(closest, verdictText(verdict)) };
}

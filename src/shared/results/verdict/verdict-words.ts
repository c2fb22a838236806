/** Verdicts and headlines in sentences, made from their data. Minimum and maximum stand in brackets where there are several trainings. */
import {
  formatAccuracy,
  formatAccuracyNumber,
  formatCount,
  formatPoints,
  formatRemaining,
  formatShare,
  formatSignedCount,
  formatSignedPoints,
  formatTimes,
} from '../../text/format.ts';
import { dataWarningWords } from '../data-summary.ts';
import { boundOfDifference, formatStop } from './early-stop.ts';
import { showsSpread, type Interval, type Spread, type StopDifference } from './statistics.ts';
import type { ControlFacts, HeadlineData, Learning, Measured, VerdictData, VerdictFacts, VerdictLabel, WouldTell } from './verdict.ts';

/** Means of the same accuracies summed in another order differ by less than this, real ones by more. */
const rounding = 1e-12;
export const lessAccurate = (a: Measured, b: Measured): boolean => a.accuracy.mean < b.accuracy.mean - rounding;
const equallyAccurate = (a: Measured, b: Measured): boolean => !lessAccurate(a, b) && !lessAccurate(b, a);
export const stopsLater = (a: Measured, b: Measured): boolean => a.stop.mean > b.stop.mean;

const range = ({ min, max }: Spread, format: (value: number) => string): string =>
  min === max ? '' : ` [${format(min)} to ${format(max)}]`;
const accuracyWords = ({ accuracy }: Measured): string => formatAccuracy(accuracy.mean) + range(accuracy, formatAccuracyNumber);
const stopWords = ({ stop }: Measured): string => formatStop(stop.mean, stop.bound) + range(stop, formatCount);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

/** Why nobody can tell, after "Cannot tell: ". */
const openWords: Readonly<Partial<Record<VerdictLabel, string>>> = {
  'budget too short': 'budget too short',
  'evaluated too rarely': 'evaluated too rarely',
  'ended early': 'a training was ended early',
};

/** The first sentence of a round's verdict. */
export function verdictTitle({ state, label }: Pick<VerdictData, 'state' | 'label'>, remaining: number): string {
  if (label === 'nothing learnt') return 'Nothing was learnt.';
  const share = `with ${formatRemaining(remaining)} of the weights`;
  if (state === 'cannot tell') return `Cannot tell ${share}: ${openWords[label] ?? label}.`;
  return `${state === 'winning' ? 'Winning ticket' : 'No winning ticket'} ${share}.`;
}

function accuracyAgainst(ticket: Measured, dense: Measured): string {
  if (equallyAccurate(ticket, dense)) return 'As accurate as';
  const points = formatPoints(ticket.accuracy.mean - dense.accuracy.mean);
  return `${points} ${lessAccurate(ticket, dense) ? 'less' : 'more'} accurate than`;
}

/** "20 % earlier" */
export function speedAgainst(ticket: Measured, dense: Measured): string {
  if (ticket.stop.mean === dense.stop.mean) return 'as early';
  const share = formatShare((ticket.stop.mean - dense.stop.mean) / dense.stop.mean);
  const atLeast = boundOfDifference(ticket.stop.bound, dense.stop.bound) === 'exact' ? '' : 'at least ';
  return `${atLeast}${share} ${stopsLater(ticket, dense) ? 'later' : 'earlier'}`;
}

/** "0.89 points more accurate than the dense network (98.36 % against 97.47 %) and 20 % earlier (iteration 2,150 against 2,700)." */
function againstDense(ticket: Measured, dense: Measured): string {
  const [worse, later] = [lessAccurate(ticket, dense), stopsLater(ticket, dense)];
  const accuracies = `(${accuracyWords(ticket)} against ${accuracyWords(dense)})`;
  const stops = `(iteration ${stopWords(ticket)} against ${stopWords(dense)})`;
  return `${accuracyAgainst(ticket, dense)} the dense network ${accuracies} ${worse === later ? 'and' : 'but'} ${speedAgainst(ticket, dense)} ${stops}.`;
}

/** Both as they are: a difference of theirs would say more than is known. */
const sideBySide = (ticket: Measured, dense: Measured): string =>
  `Ticket: ${accuracyWords(ticket)} at iteration ${stopWords(ticket)}; dense network: ${accuracyWords(dense)} at iteration ${stopWords(dense)}.`;

/** "0.42 points worse" */
export function controlAccuracy(ticket: Measured, control: Measured): string {
  if (equallyAccurate(control, ticket)) return 'equally accurate';
  return `${formatPoints(control.accuracy.mean - ticket.accuracy.mean)} ${lessAccurate(control, ticket) ? 'worse' : 'better'}`;
}

function laterWords(ratio: number): string {
  // "1.0 times later" says nothing: small differences are shares.
  return ratio >= 1.5 ? `${formatTimes(ratio)} later` : `${formatShare(ratio - 1)} later`;
}

/** "1.9 times later" */
export function controlSpeed(ticket: Measured, control: Measured): string {
  const ratio = control.stop.mean / ticket.stop.mean;
  const bound = boundOfDifference(control.stop.bound, ticket.stop.bound);
  const exact = bound === 'exact';
  if (ratio === 1)
    return exact
      ? 'at the same iteration'
      : bound === 'at-least'
        ? 'no earlier'
        : bound === 'at-most'
          ? 'no later'
          : 'at an unknown iteration';
  if (ratio > 1) return exact ? laterWords(ratio) : bound === 'at-least' ? `at least ${laterWords(ratio)}` : 'at an unknown iteration';
  const earlier = `${formatShare(1 - ratio)} earlier`;
  return exact ? earlier : bound === 'at-most' ? `at least ${earlier}` : 'at an unknown iteration';
}

const controlNames: Readonly<Record<ControlFacts['series'], string>> = {
  randomReinit: 'its random reinitialisation',
  randomMask: 'a random mask of the same size',
};

/** "a random mask of the same size is 0.42 points worse and stops 1.9 times later" */
function controlWords(ticket: Measured, { series, measured }: ControlFacts): string {
  if (measured === null) return `${controlNames[series]} is not finished`;
  return `${controlNames[series]} is ${controlAccuracy(ticket, measured)} and stops ${controlSpeed(ticket, measured)}`;
}

const controlsSentence = ({ ticket, controls }: VerdictFacts): string =>
  controls.length === 0 ? '' : `${capital(controls.map((control) => controlWords(ticket, control)).join('; '))}.`;

const ends = (interval: Interval, format: (value: number) => string): string =>
  showsSpread(interval) ? `${format(interval.low)} to ${format(interval.high)}` : `no spread seen around ${format(interval.low)}`;

function stopInterval({ interval, bound }: StopDifference): string {
  if (interval === null) return '';
  if (bound === 'exact') return `${ends(interval, formatSignedCount)} iterations`;
  return `${ends(interval, formatSignedCount)} iterations${bound === 'unknown' ? '' : ` (${bound === 'at-most' ? 'at most' : 'at least'})`}`;
}

/** "95 % intervals of the paired differences (Student's t, 2 degrees of freedom): +0.70 points to +1.10 points, -700 to -300 iterations." */
function intervalsSentence({ accuracyDifference, stopDifference }: VerdictFacts): string {
  if (!accuracyDifference?.interval || !stopDifference?.interval) return '';
  const { confidence, degreesOfFreedom } = accuracyDifference.interval;
  const named = `Student's t, ${degreesOfFreedom} ${degreesOfFreedom === 1 ? 'degree' : 'degrees'} of freedom`;
  const intervals = `${ends(accuracyDifference.interval, formatSignedPoints)}, ${stopInterval(stopDifference)}`;
  return `${formatShare(confidence)} intervals of the paired differences (${named}): ${intervals}.`;
}

/** "Run with 5,000 iterations to tell." */
export function wouldTellWords(change: WouldTell): string {
  switch (change.kind) {
    case 'more-iterations':
      return `${formatCount(change.iterations)} iterations would tell more`;
    case 'more-evaluations':
      return `an evaluation every ${change.evaluateEvery === 1 ? 'iteration' : `${formatCount(change.evaluateEvery)} iterations`} would tell`;
    case 'more-trials':
      return `about ${formatCount(change.trials)} trials would tell`;
  }
}

/** Whether it may be chance, and how much so many trials prove; empty where there is nothing to doubt. */
export const doubtWords = (verdict: VerdictData): string => sentences(doubtSentence(verdict), caveat(verdict.trials));

function doubtSentence({ certain, wouldTell }: VerdictData): string {
  if (certain !== false) return '';
  const trials = wouldTell.find((change) => change.kind === 'more-trials');
  return `The trials are too few to tell this from chance${trials ? `: ${wouldTellWords(trials)}` : ''}.`;
}

const numbers = ['No', 'One', 'Two', 'Three', 'Four'];

/** How much it proves; the paper's five trials need no caveat. */
function caveat(trials: number): string {
  if (trials === 1) return 'One trial proves little.';
  if (trials === 2) return 'Two trials: a first answer, not proof.';
  return trials < 5 ? `${numbers[trials] ?? ''} trials: an indication, not proof.` : '';
}

const openReasons: Readonly<Partial<Record<VerdictLabel, string>>> = {
  'budget too short': 'The validation loss reached its minimum in the last 5 % of the budget, so the early stop is only a lower bound.',
  'evaluated too rarely': 'The validation loss was lowest at the first evaluation, so the early stop is only an upper bound.',
  'ended early':
    'Early-Bird has ended a training when its mask had settled (pruning.earlyBird.stop): it is no measure of a whole one, which a run without "stop" would give.',
};

const changesSentence = (changes: readonly WouldTell[]): string =>
  changes.length === 0 ? '' : `${capital(changes.map(wouldTellWords).join('; '))}.`;

const usualReasons = 'a learning rate that is too high or too low, too few iterations, or labels that do not belong to the inputs';

function nothingLearnt({ bestConstantAccuracy, threshold, warnings }: Learning, dense: Measured): string {
  const found = `The dense network is right in ${accuracyWords(dense)} of the test set, the best constant answer in ${formatAccuracy(bestConstantAccuracy)}; more than chance would be above ${formatAccuracy(threshold)}.`;
  const reasons = warnings.length > 0 ? warnings.map(dataWarningWords).join('; ') : usualReasons;
  return `${found} Likely reasons: ${reasons}.`;
}

function denseText({ facts: { ticket, learning, endedEarly } }: VerdictData): string {
  const found = `The dense network: ${accuracyWords(ticket)} at iteration ${stopWords(ticket)}.`;
  if (endedEarly) return sentences(found, 'Its training was ended when the masks had settled.');
  const bound =
    ticket.stop.bound === 'at-least'
      ? openReasons['budget too short']
      : ticket.stop.bound === 'at-most'
        ? openReasons['evaluated too rarely']
        : '';
  return sentences(found, bound ?? '', learning?.learnt === false ? nothingLearnt(learning, ticket) : '');
}

/** All but the title. */
export function verdictText(verdict: VerdictData): string {
  const { label, state, wouldTell, facts } = verdict;
  const { ticket, dense, learning } = facts;
  if (dense === null) return denseText(verdict);
  if (label === 'nothing learnt') return learning === null ? '' : nothingLearnt(learning, dense);
  if (state === 'cannot tell') return sentences(openReasons[label] ?? '', sideBySide(ticket, dense), changesSentence(wouldTell));
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
  if (label === 'nothing learnt') return 'Nothing was learnt.';
  if (kind === 'pending') return label === null ? 'No ticket judged yet.' : 'No winning ticket yet.';
  return kind === 'cannot-tell' ? `Cannot tell: ${openWords[label ?? 'budget too short'] ?? ''}.` : 'No winning ticket found.';
}

/** @param rounds Of the same experiment. */
export function headlineWords(
  headline: HeadlineData,
  rounds: readonly RoundOfHeadline[],
): { readonly title: string; readonly text: string } {
  const round = rounds.find((one) => one.round === headline.about);
  if (!round?.verdict)
    return { title: headlineTitle(headline), text: headline.kind === 'none' ? 'No round was finished in every trial.' : '' };
  const { verdict, remaining } = round;
  if (headline.kind === 'winning') return { title: verdictTitle(verdict, remaining), text: verdictText(verdict) };
  if (verdict.label === 'nothing learnt') return { title: headlineTitle(headline), text: verdictText(verdict) };
  const reason = verdictReason(verdict, remaining);
  return { title: headlineTitle(headline), text: headline.kind === 'pending' ? reason : `The closest: ${reason}` };
}

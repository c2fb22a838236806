/** Sentences of a verdict. Minimum and maximum stand in brackets where there are several trainings. */
import type { Interval, Spread } from '../../shared/results/statistics.ts';
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
} from '../../shared/text/format.ts';
import { equallyAccurate, type Evidence, lessAccurate, type PairedEvidence, stopsLater } from './verdict-evidence.ts';

const range = ({ min, max }: Spread, format: (value: number) => string): string =>
  min === max ? '' : ` [${format(min)} to ${format(max)}]`;
export const accuracyWords = ({ accuracy }: Evidence): string => formatAccuracy(accuracy.mean) + range(accuracy, formatAccuracyNumber);
export const stopWords = ({ stop, censored }: Evidence): string =>
  `${censored ? '>= ' : ''}${formatCount(stop.mean)}${range(stop, formatCount)}`;

/** The verdict's first sentence. */
export function title(winning: boolean, remaining: number): string {
  return `${winning ? 'Winning ticket' : 'No winning ticket'} with ${formatRemaining(remaining)} of the weights.`;
}

function accuracyAgainst(ticket: Evidence, dense: Evidence): string {
  if (equallyAccurate(ticket, dense)) return 'As accurate as';
  const points = formatPoints(ticket.accuracy.mean - dense.accuracy.mean);
  return `${points} ${lessAccurate(ticket, dense) ? 'less' : 'more'} accurate than`;
}

function speedAgainst(ticket: Evidence, dense: Evidence): string {
  if (ticket.stop.mean === dense.stop.mean) return 'as early';
  const share = formatShare((ticket.stop.mean - dense.stop.mean) / dense.stop.mean);
  return `${share} ${stopsLater(ticket, dense) ? 'later' : 'earlier'}`;
}

/** "0.89 points more accurate than the dense network (98.36 % against 97.47 %) and 20 % earlier (iteration 2,150 against 2,700)." */
export function againstDense(ticket: Evidence, dense: Evidence): string {
  const [worse, later] = [lessAccurate(ticket, dense), stopsLater(ticket, dense)];
  const accuracies = `(${accuracyWords(ticket)} against ${accuracyWords(dense)})`;
  const stops = `(iteration ${stopWords(ticket)} against ${stopWords(dense)})`;
  return `${accuracyAgainst(ticket, dense)} the dense network ${accuracies} ${worse === later ? 'and' : 'but'} ${speedAgainst(ticket, dense)} ${stops}.`;
}

function controlAccuracy(ticket: Evidence, control: Evidence): string {
  if (equallyAccurate(control, ticket)) return 'equally accurate';
  return `${formatPoints(control.accuracy.mean - ticket.accuracy.mean)} ${lessAccurate(control, ticket) ? 'worse' : 'better'}`;
}

function controlSpeed(ticket: Evidence, control: Evidence): string {
  const ratio = control.stop.mean / ticket.stop.mean;
  const atLeast = control.censored ? 'at least ' : '';
  if (ratio === 1) return control.censored ? 'no earlier' : 'at the same iteration';
  // "1.0 times later" says nothing: small differences are shares.
  if (ratio >= 1.5) return `${atLeast}${formatTimes(ratio)} later`;
  if (ratio > 1) return `${atLeast}${formatShare(ratio - 1)} later`;
  return control.censored ? 'at an unknown iteration' : `${formatShare(1 - ratio)} earlier`;
}

/** "0.42 points worse and stops 1.9 times later" */
export function controlAgainst(ticket: Evidence, control: Evidence): string {
  return `${controlAccuracy(ticket, control)} and stops ${controlSpeed(ticket, control)}`;
}

const intervalWords = ({ low, high }: Interval, format: (value: number) => string): string => `${format(low)} to ${format(high)}`;

/** "95 % intervals of the paired differences: +0.70 points to +1.10 points, -700 to -300 iterations." */
export function pairedWords({ accuracy, stop }: PairedEvidence, certain: boolean | null): string {
  if (!accuracy?.interval || !stop?.interval) return '';
  const intervals = `${intervalWords(accuracy.interval, formatSignedPoints)}, ${intervalWords(stop.interval, formatSignedCount)} iterations`;
  const doubt = certain === false ? ' The trials are too few to tell this from chance.' : '';
  return `95 % intervals of the paired differences: ${intervals}.${doubt}`;
}

const numbers = ['No', 'One', 'Two', 'Three', 'Four'];

/** How much it proves; the paper's five trials need no caveat. */
export function caveat(trials: number): string {
  if (trials === 1) return 'One trial proves little.';
  if (trials === 2) return 'Two trials: a first answer, not proof.';
  return trials < 5 ? `${numbers[trials] ?? ''} trials: an indication, not proof.` : '';
}

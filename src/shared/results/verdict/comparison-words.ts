/** A ticket beside the dense network and beside its controls, in words: which is more accurate, and which stops earlier. */
import { formatAccuracy, formatAccuracyNumber, formatCount, formatDecimals, formatPoints, formatShare } from '../../text/format.ts';
import { t } from '../../text/language.ts';
import type { Spread } from './statistics.ts';
import { boundOfDifference, formatStop } from './early-stop.ts';
import type { ControlFacts, Measured } from './verdict.ts';
/** Means of the same accuracies summed in another order differ by less than this, real ones by more. */
const rounding = 1e-12;
export const lessAccurate = (a: Measured, b: Measured): boolean => a.accuracy.mean < b.accuracy.mean - rounding;
const equallyAccurate = (a: Measured, b: Measured): boolean => !lessAccurate(a, b) && !lessAccurate(b, a);
export const stopsLater = (a: Measured, b: Measured): boolean => a.stop.mean > b.stop.mean;

const range = ({ min, max }: Spread, format: (value: number) => string): string =>
  min === max ? '' : ` [${t('{0} to {1}', format(min), format(max))}]`;
export const accuracyWords = ({ accuracy }: Measured): string => formatAccuracy(accuracy.mean) + range(accuracy, formatAccuracyNumber);
export const stopWords = ({ stop }: Measured): string => formatStop(stop.mean, stop.bound) + range(stop, formatCount);

function accuracyAgainst(ticket: Measured, dense: Measured): string {
  if (equallyAccurate(ticket, dense)) return t('As accurate as');
  const points = formatPoints(ticket.accuracy.mean - dense.accuracy.mean);
  return lessAccurate(ticket, dense) ? t('{0} less accurate than', points) : t('{0} more accurate than', points);
}

/** "20 % earlier" */
export function speedAgainst(ticket: Measured, dense: Measured): string {
  if (ticket.stop.mean === dense.stop.mean) return t('as early');
  const share = formatShare((ticket.stop.mean - dense.stop.mean) / dense.stop.mean);
  const words = stopsLater(ticket, dense) ? t('{0} later', share) : t('{0} earlier', share);
  return boundOfDifference(ticket.stop.bound, dense.stop.bound) === 'exact' ? words : t('at least {0}', words);
}

/** "0.89 points more accurate than the dense network (98.36 % against 97.47 %) and 20 % earlier (iteration 2,150 against 2,700)." */
export function againstDense(ticket: Measured, dense: Measured): string {
  const [worse, later] = [lessAccurate(ticket, dense), stopsLater(ticket, dense)];
  const accuracies = [accuracyAgainst(ticket, dense), accuracyWords(ticket), accuracyWords(dense)];
  const stops = [speedAgainst(ticket, dense), stopWords(ticket), stopWords(dense)];
  return worse === later
    ? t('{0} the dense network ({1} against {2}) and {3} (iteration {4} against {5}).', ...accuracies, ...stops)
    : t('{0} the dense network ({1} against {2}) but {3} (iteration {4} against {5}).', ...accuracies, ...stops);
}

/** Both as they are: a difference of theirs would say more than is known. */
export const sideBySide = (ticket: Measured, dense: Measured): string =>
  t(
    'Ticket: {0} at iteration {1}; dense network: {2} at iteration {3}.',
    ...[ticket, dense].flatMap((one) => [accuracyWords(one), stopWords(one)]),
  );

/** "0.42 points worse" */
export function controlAccuracy(ticket: Measured, control: Measured): string {
  if (equallyAccurate(control, ticket)) return t('equally accurate');
  const points = formatPoints(control.accuracy.mean - ticket.accuracy.mean);
  return lessAccurate(control, ticket) ? t('{0} worse', points) : t('{0} better', points);
}

function laterWords(ratio: number): string {
  // "1.0 times later" says nothing: small differences are shares.
  return ratio >= 1.5 ? t('{0} times later', formatDecimals(ratio, 1)) : t('{0} later', formatShare(ratio - 1));
}

/** "1.9 times later" */
export function controlSpeed(ticket: Measured, control: Measured): string {
  const ratio = control.stop.mean / ticket.stop.mean;
  const bound = boundOfDifference(control.stop.bound, ticket.stop.bound);
  const words = ratio === 1 ? t('at the same iteration') : ratio > 1 ? laterWords(ratio) : t('{0} earlier', formatShare(1 - ratio));
  if (bound === 'exact') return words;
  if (ratio === 1 && bound !== 'unknown') return bound === 'at-least' ? t('no earlier') : t('no later');
  return bound === (ratio > 1 ? 'at-least' : 'at-most') && ratio !== 1 ? t('at least {0}', words) : t('at an unknown iteration');
}

const controlNames: Readonly<Record<ControlFacts['series'], () => string>> = {
  randomReinit: () => t('its random reinitialisation'),
  randomMask: () => t('a random mask of the same size'),
};

/** "a random mask of the same size is 0.42 points worse and stops 1.9 times later" */
export function controlWords(ticket: Measured, { series, measured }: ControlFacts): string {
  if (measured === null) return t('{0} is not finished', controlNames[series]());
  return t('{0} is {1} and stops {2}', controlNames[series](), controlAccuracy(ticket, measured), controlSpeed(ticket, measured));
}

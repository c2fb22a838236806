/** A run's figure in the words of the paper's. */
import { cutOff, intervalWords, iterations, points } from './against-favour.ts';
import type { Direction } from './against-favour.ts';
import type { Compared, Comparison } from './comparison.ts';

export type Form = 'points' | 'share' | 'times' | 'iterations';
type Words = (compared: Compared, direction: Direction) => string;

const difference: Readonly<Record<'points' | 'iterations', (value: number, direction: Direction) => string>> = { points, iterations };

/** "18 % earlier": how much less the first is than the second. */
function share({ first, second }: Compared, direction: Direction): string {
  const saved = direction === 'below' ? 1 - first / second : first / second - 1;
  const word = (direction === 'below') === saved >= 0 ? 'earlier' : 'later';
  return `${cutOff(Math.abs(saved) * 100, 0, saved >= 0 ? 'above' : 'below')} % ${word}`;
}

/** "2.51x": how many times larger the larger side is meant to be. */
const times: Words = ({ first, second }, direction) => `${cutOff(direction === 'above' ? first / second : second / first, 2, 'above')}x`;

const heads: Readonly<Record<Form, Words>> = {
  points: (compared, direction) => `${points(compared.difference.mean, direction)} points`,
  iterations: (compared, direction) => `${iterations(compared.difference.mean, direction)} iterations`,
  share: (compared, direction) => `${share(compared, direction)} (${iterations(compared.difference.mean, direction)} iterations)`,
  times: (compared, direction) => `${times(compared, direction)} (${iterations(compared.difference.mean, direction)} iterations)`,
};

export function runWords(form: Form, { wanted }: Comparison, compared: Compared): string {
  const direction = wanted === 'below' ? 'below' : 'above';
  const format = difference[form === 'points' ? 'points' : 'iterations'];
  const interval = intervalWords(compared.difference.interval, (value) => format(value, direction));
  return `${compared.bound ? 'at least ' : ''}${heads[form](compared, direction)}${interval}`;
}

/**
 * Student's t distribution for whole degrees of freedom, by sums and products and our own exp and log: the same bits on every machine.
 * Quantiles agree with those of SciPy within 1e-13 of their size (test/fixtures/statistics/student-t.json).
 */
import { exp, log, pi } from './math.ts';

/** B(degrees / 2, 1/2), by B(a + 1, b) = B(a, b) a / (a + b) from B(1/2, 1/2) = pi or B(1, 1/2) = 2. */
function betaOf(degrees: number): number {
  let [a, value] = degrees % 2 === 1 ? [0.5, pi] : [1, 2];
  for (; a < degrees / 2; a++) value *= a / (a + 0.5);
  return value;
}

/** Denominators of the continued fraction stay away from 0. */
const tiny = 1e-300;
const awayFromZero = (value: number): number => (Math.abs(value) < tiny ? tiny : value);

/** Coefficients 1, 2, ... of the continued fraction of the incomplete beta function (DLMF 8.17.22). */
function coefficient(step: number, x: number, a: number, b: number): number {
  const m = Math.floor(step / 2);
  const numerator = step % 2 === 0 ? m * (b - m) : -(a + m) * (a + b + m);
  return (numerator * x) / ((a + step - 1) * (a + step));
}

/** That continued fraction, by Lentz's method as Thompson and Barnett modified it; converges fast for x < (a + 1) / (a + b + 2). */
function continuedFraction(x: number, a: number, b: number): number {
  let [c, d] = [1, 0];
  let result = 1;
  for (let step = 1; step < 10_000; step++) {
    const next = coefficient(step, x, a, b);
    d = 1 / awayFromZero(1 + next * d);
    c = awayFromZero(1 + next / c);
    result *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return 1 / result;
}

/** P(|T| > t) for t >= 0: the regularised incomplete beta function of degrees / (degrees + t^2) at (degrees / 2, 1/2). */
export function outsideOf(t: number, degrees: number): number {
  if (t === 0) return 1;
  const [a, b] = [degrees / 2, 0.5];
  const [x, rest] = [degrees / (degrees + t * t), (t * t) / (degrees + t * t)];
  const front = exp(a * log(x) + b * log(rest)) / betaOf(degrees);
  if (x < (a + 1) / (a + b + 2)) return (front * continuedFraction(x, a, b)) / a;
  return 1 - (front * continuedFraction(rest, b, a)) / b;
}

function search(outside: number, degrees: number): number {
  let [low, high] = [0, 1];
  while (outsideOf(high, degrees) > outside) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    // No number lies between them any more.
    if (middle <= low || middle >= high) return middle;
    if (outsideOf(middle, degrees) > outside) low = middle;
    else high = middle;
  }
}

/** An experiment asks for the same few quantiles after every training. */
const known = new Map<string, number>();

/**
 * The t beyond which, on both sides together, lies the share `outside`.
 * @param outside Above 0 and below 1: 0.05 for an interval of 95 %.
 * @param degrees Of freedom: a whole number from 1.
 * @throws RangeError for any other.
 */
export function studentQuantile(outside: number, degrees: number): number {
  if (!(outside > 0 && outside < 1)) throw new RangeError(`A share outside of ${outside}: expected one between 0 and 1`);
  if (!Number.isInteger(degrees) || degrees < 1) throw new RangeError(`${degrees} degrees of freedom: expected a whole number from 1`);
  const key = `${outside}/${degrees}`;
  const value = known.get(key) ?? search(outside, degrees);
  known.set(key, value);
  return value;
}

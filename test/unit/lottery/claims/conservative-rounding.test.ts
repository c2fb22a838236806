import { expect, it } from 'vitest';
import { intervalWords, points } from '../../../../src/lottery/claims/conservative-rounding.ts';
import { studentInterval } from '../../../../src/lottery/results/paired.ts';

const words = (values: readonly number[], resolution = 0): string =>
  intervalWords(studentInterval(values, { resolution }), (value) => points(value, 'above'));

it('an interval without width is no interval: no spread was seen', () => {
  expect(words([0.004, 0.004])).toBe(', no spread seen');
  // Sums of the same differences in another order.
  expect(words([0.1 + 0.2 - 0.3, 0, 0])).toBe(', no spread seen');
  expect(words([0.004, 0.004], 1 / 10_000)).toMatch(/^, 95 % interval \+0\.\d\d to \+0\.\d\d$/);
  expect(words([0.004])).toBe('');
});

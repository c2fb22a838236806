import { expect, it } from 'vitest';
import { outsideOf, studentQuantile } from '../../../../src/shared/numbers/student-t.ts';
import scipy from '../../../fixtures/statistics/student-t.json' with { type: 'json' };

it.each(scipy.rows)("the quantiles of $degreesOfFreedom degrees of freedom are SciPy's, down to levels of many rounds", (row) => {
  const errors = scipy.outside.map((outside, place) =>
    Math.abs(studentQuantile(outside, row.degreesOfFreedom) / (row.quantiles[place] ?? NaN) - 1),
  );
  expect(Math.max(...errors)).toBeLessThan(1e-13);
});

it('the share outside is known in closed form for 1 and 2 degrees of freedom', () => {
  for (const t of [0.1, 1, 3, 12.7, 500]) {
    expect(outsideOf(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 14);
    expect(outsideOf(t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 14);
  }
  expect(outsideOf(0, 7)).toBe(1);
});

it('with many degrees of freedom it is the normal distribution', () => {
  expect(studentQuantile(0.05, 100_000)).toBeCloseTo(1.95996, 3);
});

it.each([
  [0, 1],
  [1, 1],
  [NaN, 1],
  [0.05, 0],
  [0.05, 1.5],
])('there is no quantile for %d outside and %d degrees of freedom', (outside, degrees) => {
  expect(() => studentQuantile(outside, degrees)).toThrow(RangeError);
});

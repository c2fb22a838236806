import { describe, expect, it } from 'vitest';
import { dataOrder } from '../../../../src/engine/data-order.ts';
import { cosineOfHalfTurns, exp, log } from '../../../../src/shared/numbers/math.ts';
import { generatorFor, permutation, standardNormal } from '../../../../src/shared/numbers/random.ts';

describe('random draws', () => {
  it('depend on every word', () => {
    const first = [
      ['a', 'bc'],
      ['ab', 'c'],
      ['a', 1],
      ['a', '1'],
    ].map(([seed, part]) => generatorFor(String(seed), part ?? '').next());
    expect(new Set(first).size).toBe(4);
  });

  it('permute all numbers, always alike', () => {
    const drawn = permutation(generatorFor('seed', 'p'), 1000);
    expect([...drawn].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
    expect([...permutation(generatorFor('1', 'a', 2), 10)]).toEqual([3, 1, 6, 0, 5, 9, 8, 7, 2, 4]);
  });

  it('are normal', () => {
    const draw = generatorFor('seed', 'normal');
    const values = Array.from({ length: 400000 }, () => standardNormal(draw));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const within = values.filter((value) => Math.abs(value) < 1).length / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(within).toBeCloseTo(0.6827, 2);
  });
});

describe('own exp and log', () => {
  it('are as good as the built-in ones', () => {
    for (let x = 1e-9; x < 1e9; x *= 1.37) {
      expect(Math.abs(log(x) - Math.log(x))).toBeLessThanOrEqual(4e-16 * Math.abs(Math.log(x)));
      expect(exp(-log(x)) * x).toBeCloseTo(1, 13);
    }
    expect([log(0), log(1), log(-1), exp(0), exp(-Infinity), exp(Infinity), exp(NaN)]).toEqual([-Infinity, 0, NaN, 1, 0, Infinity, NaN]);
  });
});

describe('the data order', () => {
  const training = Uint32Array.from({ length: 23 }, (_, index) => 100 + index);

  it('shows each sample at most once an epoch and drops the remainder', () => {
    const order = dataOrder('seed', training, 5);
    const epoch = [1, 2, 3, 4].flatMap((iteration) => [...order.batch(iteration)]);
    expect(new Set(epoch).size).toBe(20);
    expect(epoch.every((index) => index >= 100 && index < 123)).toBe(true);
    expect([5, 6, 7, 8].flatMap((iteration) => [...order.batch(iteration)])).not.toEqual(epoch);
  });

  it('gives any iteration without the ones before it', () => {
    const walked = dataOrder('seed', training, 5);
    const all = Array.from({ length: 30 }, (_, n) => [...walked.batch(n + 1)]);
    for (const n of [29, 3, 17]) expect([...dataOrder('seed', training, 5).batch(n + 1)]).toEqual(all[n]);
  });
});

describe('own cosine', () => {
  it('has the values that are known in closed form', () => {
    expect([0, 0.5, 1].map((x) => Math.abs(cosineOfHalfTurns(x)))).toEqual([1, 0, 1]);
    expect(cosineOfHalfTurns(1)).toBe(-1);
    const known = [
      [1 / 3, 0.5],
      [1 / 4, Math.SQRT1_2],
      [1 / 5, (1 + Math.sqrt(5)) / 4],
      [1 / 6, Math.sqrt(3) / 2],
      [1 / 8, Math.sqrt(2 + Math.SQRT2) / 2],
      [2 / 3, -0.5],
    ] as const;
    for (const [x, value] of known) expect(Math.abs(cosineOfHalfTurns(x) - value)).toBeLessThan(2.3e-16);
  });

  it("is JavaScript's within its last digits, and falls all the way", () => {
    const values = Array.from({ length: 2001 }, (_, k) => cosineOfHalfTurns(k / 2000));
    values.forEach((value, k) => {
      expect(Math.abs(value - Math.cos((Math.PI * k) / 2000))).toBeLessThan(5e-16);
      if (k > 0) expect(value).toBeLessThan(values[k - 1] ?? NaN);
    });
  });
});

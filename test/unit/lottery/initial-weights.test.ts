import { describe, expect, it } from 'vitest';
import { roleSeed } from '../../../src/lottery/places/seeds.ts';
import { initialWeights } from '../../../src/lottery/weights/initial-weights.ts';
import { lenet } from './fixtures.ts';

const weights = initialWeights(lenet, roleSeed(1, 1, 'initial-weights'));
const values = (name: string): number[] => [...(weights.get(name)?.data ?? [])];
const deviation = (numbers: readonly number[]): number =>
  Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0) / numbers.length);

describe('initialWeights', () => {
  it('C015: Gaussian Glorot, with its tails', () => {
    const [first, second, third] = [values('fc1.weight'), values('fc2.weight'), values('fc3.weight')];
    expect(Math.abs(deviation(first) / 0.042954 - 1)).toBeLessThan(0.005);
    expect(Math.abs(deviation(second) / 0.070711 - 1)).toBeLessThan(0.015);
    expect(Math.abs(deviation(third) / 0.13484 - 1)).toBeLessThan(0.07);
    const beyond = first.filter((value) => Math.abs(value) > 2 * 0.042954).length / first.length;
    expect(Math.abs(beyond - 0.0455)).toBeLessThan(0.002);
    expect(Math.abs(first.reduce((sum, value) => sum + value, 0) / first.length)).toBeLessThan(0.0005);
  });

  it("has PyTorch's names and shapes, and biases of 0", () => {
    expect([...weights].map(([name, { shape }]) => [name, ...shape])).toEqual([
      ['fc1.weight', 300, 784],
      ['fc1.bias', 300],
      ['fc2.weight', 100, 300],
      ['fc2.bias', 100],
      ['fc3.weight', 10, 100],
      ['fc3.bias', 10],
    ]);
    expect(values('fc1.bias').every((bias) => bias === 0)).toBe(true);
  });

  it('C017: seed 0 is a seed like any other', () => {
    const of = (seed: number) => initialWeights(lenet, roleSeed(seed, 1, 'initial-weights'));
    expect(of(0)).toEqual(of(0));
    expect(of(0)).not.toEqual(of(1));
  });
});

describe('roleSeed', () => {
  it('tells roles, trials, rounds and replicates of controls apart', () => {
    const seeds = [0, 1, 11].flatMap((seed) =>
      [1, 2, 11].flatMap((trial) => (['initial-weights', 'data-order', 'split'] as const).map((role) => roleSeed(seed, trial, role))),
    );
    const controls = [1, 2, 12].flatMap((round) =>
      [1, 2, 21].flatMap((replicate) => (['random-reinit', 'random-mask'] as const).map((role) => roleSeed(1, 1, role, round, replicate))),
    );
    expect(new Set([...seeds, ...controls]).size).toBe(seeds.length + controls.length);
  });

  it('data order and split do not depend on the round', () => {
    expect(roleSeed(1, 2, 'data-order', 3, 4)).toBe(roleSeed(1, 2, 'data-order'));
    expect(roleSeed(1, 2, 'split', 3, 4)).toBe(roleSeed(1, 2, 'split', 5));
  });
});

import { describe, expect, it } from 'vitest';
import { roleSeed } from '../../../../src/lottery/places/seeds.ts';
import { initialWeights } from '../../../../src/lottery/weights/initial-weights.ts';
import { type Initialisation, paperInitialisation } from '../../../../src/shared/network/initialisation.ts';
import { weightsHash } from '../../../../src/shared/tensors/safetensors.ts';
import { lenet } from '../fixtures.ts';

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

describe('initialisation', () => {
  const moments = (numbers: readonly number[]) => {
    const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
    const central = (power: number) => numbers.reduce((a, b) => a + (b - mean) ** power, 0) / numbers.length;
    return {
      mean,
      deviation: Math.sqrt(central(2)),
      kurtosis: central(4) / central(2) ** 2,
      largest: numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    };
  };
  const first = (initialisation: Initialisation) => [
    ...(initialWeights({ ...lenet, initialisation }, 'moments').get('fc1.weight')?.data ?? []),
  ];
  const glorot = Math.sqrt(2 / 1084);
  const he = Math.sqrt(2 / 784);

  // Of 235,200 draws. Kurtosis: 3 of a normal, 9/5 of a uniform, 2.3655 of a normal cut at 2 deviations, whose deviation is 0.87963.
  it.each<[Initialisation, number, number, number]>([
    [{ distribution: 'glorot-normal', truncated: false, scale: 1 }, glorot, 3, Infinity],
    [{ distribution: 'glorot-uniform', truncated: false, scale: 1 }, glorot, 1.8, Math.sqrt(3) * glorot],
    [{ distribution: 'he-normal', truncated: false, scale: 1 }, he, 3, Infinity],
    [{ distribution: 'he-uniform', truncated: false, scale: 1 }, he, 1.8, Math.sqrt(3) * he],
    [{ distribution: 'he-normal', truncated: true, scale: 1 }, 0.87963 * he, 2.3659, 2 * he],
    [{ distribution: 'glorot-normal', truncated: false, scale: 0.5 }, glorot / 2, 3, Infinity],
  ])('%o has the moments of its distribution', (initialisation, deviation, kurtosis, bound) => {
    const found = moments(first(initialisation));
    expect(Math.abs(found.mean)).toBeLessThan(deviation * 0.01);
    expect(Math.abs(found.deviation / deviation - 1)).toBeLessThan(0.006);
    expect(Math.abs(found.kurtosis - kurtosis)).toBeLessThan(0.06);
    expect(found.largest).toBeLessThanOrEqual(bound * (1 + 1e-7));
  });

  it.each<[Initialisation, string]>([
    [paperInitialisation, '90a5bd959120a1bc8a38bec3ce9b55eba0f1623bb6a948ab494e80fa2dba34f0'],
    [{ distribution: 'glorot-uniform', truncated: false, scale: 1 }, '7edc56f15d378db9a66685d6797c6522637275787f5b834c493f8019f7b1f51a'],
    [{ distribution: 'he-normal', truncated: true, scale: 1 }, '0fceabcf88a85cd7de055ef27cb5b3853e95c92029a613cfc159f3bf8379d255'],
    [{ distribution: 'he-uniform', truncated: false, scale: 2 }, 'a9dc7aa0fd7c760719f7568f53c43f94b892598f621b784f0b58607bb9573f49'],
  ])('%o: the same bits everywhere', (initialisation, hash) => {
    expect(weightsHash(initialWeights({ ...lenet, initialisation }, 'bits'))).toBe(hash);
  });

  it("absent and the paper's are the same bits", () => {
    expect(initialWeights({ ...lenet, initialisation: paperInitialisation }, 's')).toEqual(initialWeights(lenet, 's'));
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

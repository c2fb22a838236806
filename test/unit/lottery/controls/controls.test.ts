import { describe, expect, it } from 'vitest';
import { fullMask, intersectionOf, remainingCount, unionOf } from '../../../../src/lottery/masks/mask.ts';
import { globalRandomMask, randomMask } from '../../../../src/lottery/masks/random-mask.ts';
import { TrialMasks } from '../../../../src/lottery/masks/trial-masks.ts';
import { initialWeights } from '../../../../src/lottery/weights/initial-weights.ts';
import {
  constantSign,
  layerDeviations,
  noisyWeights,
  reinitialise,
  shuffleSurvivors,
  signReinit,
  survivorReinit,
} from '../../../../src/lottery/weights/reinitialise.ts';
import { onesIn, type Weights } from '../../../../src/shared/tensors/tensors.ts';
import { maskOf, small, weightsOf } from '../fixtures.ts';

const values = (weights: Weights, name = 'a.weight'): number[] => [...(weights.get(name)?.data ?? [])];
const ticket = {
  network: small,
  mask: maskOf('a.weight', [1, 0, 1, 1, 0, 1]),
  initial: new Map([...weightsOf('a.weight', [-3, 9, 1, 5, 9, -3]), ...weightsOf('a.bias', [7])]),
};
const large = { network: small, mask: randomMask(fullMask(small), 'm'), initial: initialWeights(small, 'i') };
const thinned = { ...large, mask: maskHalf() };

function maskHalf(): typeof large.mask {
  return new Map([...fullMask(small)].map(([name, { shape, data }]) => [name, { shape, data: data.map((_, index) => index % 2) }]));
}

describe('controls keep what they promise', () => {
  it('survivor reinit: only values that survived, in the same places, biases as they were', () => {
    const drawn = survivorReinit(ticket, 's');
    expect(values(drawn).map((value) => value === 0)).toEqual([false, true, false, false, true, false]);
    for (const value of values(drawn).filter((one) => one !== 0)) expect([-3, 1, 5]).toContain(value);
    expect(values(drawn, 'a.bias')).toEqual([7]);
    expect(survivorReinit(ticket, 's')).toEqual(drawn);
  });

  it('survivor reinit: draws with the frequencies of the survivors', () => {
    const counts = new Map<number, number>();
    for (let draw = 0; draw < 1000; draw++)
      for (const value of values(survivorReinit(ticket, `draw ${String(draw)}`))) counts.set(value, (counts.get(value) ?? 0) + 1);
    // -3 stands twice among the four survivors: 2000 of 4000 draws, standard deviation 32.
    expect(Math.abs((counts.get(-3) ?? 0) - 2000)).toBeLessThan(160);
    expect(Math.abs((counts.get(1) ?? 0) - 1000)).toBeLessThan(160);
  });

  it('shuffled weights: the very same values at other places', () => {
    const shuffled = values(shuffleSurvivors(ticket, 's'));
    expect(shuffled[1]).toBe(0);
    expect(shuffled[4]).toBe(0);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual([-3, -3, 0, 0, 1, 5]);
    const seen = new Set(Array.from({ length: 100 }, (_, draw) => String(values(shuffleSurvivors(ticket, `s${String(draw)}`)))));
    // Four values, two of them equal: 12 orders.
    expect(seen.size).toBe(12);
  });

  it('constant sign: the standard deviation of the dense layer, by hand', () => {
    // -3, 9, 1, 5, 9, -3: mean 3, squared distances 36, 36, 4, 4, 36, 36, mean 152 / 6.
    const sigma = Math.fround(Math.sqrt(152 / 6));
    expect(layerDeviations(ticket.initial, ticket.mask).get('a.weight')).toBeCloseTo(Math.sqrt(152 / 6), 12);
    expect(values(constantSign(ticket))).toEqual([-sigma, 0, sigma, sigma, 0, -sigma]);
  });

  it('sign reinit: magnitudes of a fresh draw, signs of the initial weights', () => {
    const [signed, fresh] = [signReinit(thinned, 's'), reinitialise(small, thinned.mask, 's')];
    for (const [name] of thinned.mask) {
      const [data, drawn] = [values(signed, name), values(fresh, name)];
      expect(data.map(Math.abs)).toEqual(drawn.map(Math.abs));
      const initial = values(thinned.initial, name);
      expect(data.every((value, index) => value === 0 || value < 0 === (initial[index] ?? 0) < 0)).toBe(true);
    }
    expect(signed).not.toEqual(fresh);
  });

  it.each([0.5, 1, 2, 3])('noise of %d deviations is as wide as it says, and only on survivors', (deviations) => {
    const noisy = noisyWeights(thinned, deviations, 's');
    const [now, before] = [values(noisy, 'fc1.weight'), values(thinned.initial, 'fc1.weight')];
    expect(now.every((value, index) => (index % 2 === 0 ? value === 0 : value !== before[index]))).toBe(true);
    const noise = now.map((value, index) => value - (before[index] ?? 0)).filter((_, index) => index % 2 === 1);
    const width = Math.sqrt(noise.reduce((sum, one) => sum + one * one, 0) / noise.length);
    const expected = deviations * (layerDeviations(thinned.initial, thinned.mask).get('fc1.weight') ?? 0);
    // 1600 draws: the width's own standard deviation is 1.8 %.
    expect(Math.abs(width / expected - 1)).toBeLessThan(0.08);
  });

  it("global random mask: the ticket's count over all layers, shares left to chance", () => {
    const skewed = new Map([...maskOf('a', [1, 1, 1, 1]), ...maskOf('b', [0, 0, 0, 0, 0, 0, 0, 0])]);
    const drawn = Array.from({ length: 600 }, (_, draw) => globalRandomMask(skewed, `d${String(draw)}`));
    expect(new Set(drawn.map(remainingCount))).toEqual(new Set([4]));
    const inFirst = drawn.reduce((sum, mask) => sum + onesIn(mask.get('a') ?? { shape: [], data: new Uint8Array() }), 0);
    // 4 of 12 weights lie in the first layer: 4 / 3 of each mask.
    expect(Math.abs(inFirst - 800)).toBeLessThan(100);
  });

  it('union and intersection, by hand', () => {
    const masks = [maskOf('a', [1, 1, 0, 0]), maskOf('a', [1, 0, 1, 0]), maskOf('a', [1, 1, 0, 0])];
    expect([...(unionOf(masks).get('a')?.data ?? [])]).toEqual([1, 1, 1, 0]);
    expect([...(intersectionOf(masks).get('a')?.data ?? [])]).toEqual([1, 0, 0, 0]);
  });
});

describe('masks of all trials', () => {
  it('come in the order of trials, whoever is first', async () => {
    const masks = new TrialMasks(2);
    const all = masks.all(3);
    masks.offer({ trial: 2, round: 3 }, maskOf('a', [0]));
    masks.offer({ trial: 1, round: 3 }, maskOf('a', [1]));
    expect((await all)?.map((mask) => mask.get('a')?.data[0])).toEqual([1, 0]);
  });

  it('are none where a trial ended before, asked for early or late', async () => {
    const masks = new TrialMasks(2);
    masks.offer({ trial: 1, round: 1 }, maskOf('a', [1]));
    masks.offer({ trial: 1, round: 2 }, maskOf('a', [1]));
    masks.offer({ trial: 2, round: 1 }, maskOf('a', [1]));
    const early = masks.all(2);
    masks.end(2);
    expect(await early).toBeNull();
    expect(await masks.all(2)).toBeNull();
    expect(await masks.all(1)).toHaveLength(2);
  });
});

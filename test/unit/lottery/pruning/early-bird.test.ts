/** Early-Bird tickets: distances by hand, the first mask that settles, and none that does. */
import { describe, expect, it } from 'vitest';
import { hammingDistance } from '../../../../src/lottery/masks/mask.ts';
import { epochEnds, epochSnapshots } from '../../../../src/lottery/plan/epochs.ts';
import { experimentPlan } from '../../../../src/lottery/plan/plan.ts';
import { earlyBird, settles } from '../../../../src/lottery/pruning/early-bird.ts';
import { earlyBirdWords, savingsWords } from '../../../../src/shared/results/pruning/early-bird.ts';
import { epochLength } from '../../../../src/shared/specs/training.ts';
import type { Mask } from '../../../../src/shared/tensors/tensors.ts';
import { blank, config, maskOf } from '../fixtures.ts';

const of = (bits: string): Mask => maskOf('a', [...bits].map(Number));

describe('the normalised Hamming distance', () => {
  it('is the share of the weights that could differ which do', () => {
    expect(hammingDistance(of('1100'), of('1010'), of('1111'))).toBe(2 / 4);
    expect(hammingDistance(of('1100'), of('1100'), of('1111'))).toBe(0);
    expect(hammingDistance(of('1100'), of('0011'), of('1111'))).toBe(1);
    // Two of the five survivors, although the layer has eight weights.
    expect(hammingDistance(of('11100000'), of('11001000'), of('11111000'))).toBe(2 / 5);
  });

  it('runs over all layers', () => {
    const two = (a: string, b: string): Mask => new Map([...of(a), ...maskOf('b', [...b].map(Number))]);
    expect(hammingDistance(two('10', '110000'), two('01', '110000'), two('11', '111111'))).toBe(2 / 8);
  });
});

// Ten weights, five stay; one weight exchanged is a distance of 2/10.
const [a, b, c] = [of('1111100000'), of('1111010000'), of('1110110000')];
const all = of('1111111111');
const apart = (one: Mask, other: Mask): number => hammingDistance(one, other, all);

describe('a mask settles', () => {
  it('when the newest is near enough to each of the window before it', () => {
    const near = { window: 3, threshold: 0.2 };
    expect(settles(b, [a, a], apart, near)).toBe(true);
    expect(settles(b, [a, a], apart, { ...near, threshold: 0.19 })).toBe(false);
    expect(settles(b, [of('0000011111'), a, a], apart, near)).toBe(true);
    expect(settles(b, [of('0000011111'), a], apart, near)).toBe(false);
    expect(settles(b, [a], apart, near)).toBe(false);
  });

  it('is compared with each, not only with its neighbour', () => {
    // One weight an epoch: neighbours differ by 2/10, the first and the last by 4/10.
    const third = of('1110011000');
    expect(hammingDistance(third, c, all)).toBe(0.2);
    expect(hammingDistance(third, a, all)).toBe(0.4);
    expect(settles(third, [a, c], apart, { window: 3, threshold: 0.2 })).toBe(false);
  });
});

const course = { distance: apart, epochEnds: [10, 20, 30, 40, 50], iterations: 57, epoch: 10 };
const drawn = (masks: Readonly<Record<number, Mask>>) => (iteration: number) => Promise.resolve(masks[iteration] ?? a);

describe('the draw', () => {
  it('takes the first mask that settles and measures how early and how far from the final one', async () => {
    const far = of('0000011111');
    const masks = { 10: far, 20: c, 30: b, 40: b, 50: a, 57: far };
    expect(await earlyBird(drawn(masks), course, { window: 3, threshold: 0.2 })).toEqual({
      mask: b,
      // 1111010000 against 0000011111: eight of ten.
      earlyBird: { epoch: 4, iteration: 40, iterations: 57, distanceToFinal: 0.8 },
    });
  });

  it('takes the final mask where none settles, and says so', async () => {
    const masks = { 10: a, 20: of('0000011111'), 30: a, 40: of('0000011111'), 50: a, 57: c };
    const draw = await earlyBird(drawn(masks), course, { window: 3, threshold: 0.2 });
    expect(draw).toEqual({ mask: c, earlyBird: { epoch: null, iteration: 57, iterations: 57, distanceToFinal: 0 } });
    expect(earlyBirdWords(draw.earlyBird)).toBe('no mask settled within 57 iterations: the final mask was taken');
  });

  it('takes the mask of an ended training without a final one to measure by', async () => {
    const masks = { 10: of('0000011111'), 20: c, 30: b, 40: b };
    const ended = { ...course, epochEnds: [10, 20, 30, 40], iterations: 40, budget: 57 };
    const { earlyBird: draw } = await earlyBird(drawn(masks), ended, { window: 3, threshold: 0.2 });
    expect(draw).toEqual({ epoch: 4, iteration: 40, iterations: 57, distanceToFinal: null, endedAt: 40 });
    expect(earlyBirdWords(draw)).toBe('drawn after epoch 4, iteration 40 of 57 (70 %), where the training was ended');
    expect(earlyBirdWords({ ...draw, endedAt: 50 })).toBe(
      'drawn after epoch 4, iteration 40 of 57 (70 %); the training was ended at iteration 50',
    );
  });

  it('says what was saved', () => {
    const saved = { trainings: 2, iterations: 4580, seconds: 93, multiplyAdds: 1e12, share: 1.2345 };
    expect(savingsWords(saved)).toBe(
      '2 trainings were ended when the masks had settled: 4,580 iterations saved, the work of 1.23 dense trainings, about 2 min.',
    );
    expect(savingsWords({ ...saved, trainings: 0 })).toContain('nothing is saved');
    expect(savingsWords({ ...saved, share: null })).not.toContain('work');
  });

  it('in words', () => {
    const words = earlyBirdWords({ epoch: 5, iteration: 4580, iterations: 9160, distanceToFinal: 0.0421 });
    expect(words).toBe('drawn after epoch 5, iteration 4,580 of 9,160 (50 %); 4 % away from the final mask');
  });
});

describe('epochs', () => {
  it("are the data order's: what fills no batch is dropped", () => {
    expect(epochLength(55_000, 60)).toBe(916);
    expect(epochEnds(55_000, { batchSize: 60, iterations: 2000 })).toEqual([916, 1832]);
    expect(epochEnds(180, { batchSize: 20, iterations: 27 })).toEqual([9, 18, 27]);
    expect(epochEnds(180, { batchSize: 20, iterations: 8 })).toEqual([]);
  });

  it('too few for the window are refused, and each is kept once for every training that is pruned', () => {
    const settings = (iterations: number) =>
      config({
        dataset: { kind: 'idx', folder: 'x' },
        network: { layers: [{ units: 50 }, { units: 10 }] },
        training: { validationSize: 20, batchSize: 20, iterations },
        pruning: { rounds: 2, earlyBird: {} },
        trials: 3,
      });
    expect(() => experimentPlan({ config: settings(44), dataset: blank, numerics: 1 })).toThrow(
      'pruning.earlyBird: 5 epochs are 45 iterations; training.iterations is 44',
    );
    expect(experimentPlan({ config: settings(45), dataset: blank, numerics: 1 }).epochEnds).toEqual([9, 18, 27, 36, 45]);
    expect(epochSnapshots(settings(45), 5)).toBe(3 * 3 * 5);
    expect(epochSnapshots(config(), 5)).toBe(0);
  });
});

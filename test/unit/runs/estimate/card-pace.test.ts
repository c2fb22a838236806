/** How many trainings a graphics card is given at a time, on cards that are made up; a real measurement: test/worker/engine/tfjs/side-by-side.long.test.ts. */
import { expect, it } from 'vitest';
import { bestPace, cardPaces, type CardPace, type Probe } from '../../../../src/runs/estimate/card-pace.ts';
import type { PaceRequest } from '../../../../src/runs/threads/messages.ts';
import type { TrainingThread } from '../../../../src/runs/threads/thread-handle.ts';

/** A card that takes so many steps a second with 1, 2, ... trainings side by side; it fails where it has no figure. */
class Card {
  started = 0;
  ended = 0;
  /** Longer ones than the first guess. */
  readonly asked: number[] = [];
  private atWork = 0;

  constructor(private readonly stepsPerSecond: readonly number[]) {}

  readonly start = (): TrainingThread => {
    this.started++;
    return { pace: (request: PaceRequest) => this.pace(request), terminate: () => Promise.resolve(void this.ended++) } as TrainingThread;
  };

  private async pace({ steps }: PaceRequest): Promise<number> {
    this.atWork++;
    await Promise.resolve();
    const [trainings, rate] = [this.atWork, this.stepsPerSecond[this.started - 1]];
    await Promise.resolve();
    this.atWork--;
    if (rate === undefined) throw new Error('no memory');
    this.asked.push(steps);
    return (trainings * steps) / (trainings === this.started ? rate : (this.stepsPerSecond[trainings - 1] ?? NaN));
  }
}

const measured = (card: Card, most = 8, isWorthwhile = () => true): Promise<readonly CardPace[]> =>
  cardPaces(card.start, {} as Probe, most, isWorthwhile);
const counts = (paces: readonly CardPace[]): readonly number[][] =>
  paces.map(({ trainings, stepsPerSecond }) => [trainings, Math.round(stepsPerSecond)]);

it.each([
  {
    card: [100, 180, 240, 250, 900],
    paces: [
      [1, 100],
      [2, 180],
      [3, 240],
      [4, 250],
    ],
    best: 3,
  },
  {
    card: [100, 105, 300],
    paces: [
      [1, 100],
      [2, 105],
    ],
    best: 1,
  },
  {
    card: [0.05, 0.09],
    paces: [
      [1, 0],
      [2, 0],
    ],
    best: 2,
  },
])('asks for one more until that brings nothing: $card', async ({ card, paces, best }) => {
  const one = new Card(card);
  const found = await measured(one);
  expect(counts(found)).toEqual(paces);
  expect(bestPace(found).trainings).toBe(best);
  expect(one.ended).toBe(one.started);
});

it('begins no more than may be, and none beside the first where the run is short', async () => {
  expect(counts(await measured(new Card([100, 200, 300, 400]), 2))).toEqual([
    [1, 100],
    [2, 200],
  ]);
  expect(counts(await measured(new Card([100, 200]), 8, () => false))).toEqual([[1, 100]]);
});

it('takes what the card has memory for, and fails where that is nothing', async () => {
  const card = new Card([100, 180]);
  expect(bestPace(await measured(card)).trainings).toBe(2);
  expect(card.ended).toBe(3);
  await expect(measured(new Card([]))).rejects.toThrow('no memory');
});

it('takes a second of steps, but one at least, and no more than make a measurement', async () => {
  const steps = async (rate: number): Promise<number> => {
    const card = new Card([rate]);
    await measured(card, 1);
    return card.asked.at(-1) ?? 0;
  };
  expect([await steps(0.01), await steps(300), await steps(1e6)]).toEqual([1, 300, 2000]);
});

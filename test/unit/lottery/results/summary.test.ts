import { describe, expect, it } from 'vitest';
import { experimentPlan } from '../../../../src/lottery/plan/plan.ts';
import { spread } from '../../../../src/lottery/results/paired.ts';
import { seriesSummary, summarise } from '../../../../src/lottery/results/summary.ts';
import { earlyStop, isCensored, trainingSummary } from '../../../../src/lottery/results/training-summary.ts';
import type { Evaluation, TrainingRecord } from '../../../../src/shared/specs/training.ts';
import { blank, config, training } from '../fixtures.ts';

const at = (iteration: number, validationLoss: number, more: Partial<Evaluation> = {}): Evaluation => ({
  iteration,
  validationLoss,
  validationAccuracy: 0.9,
  ...more,
});

describe('the early stop', () => {
  it('is the first iteration with the lowest validation loss', () => {
    expect(earlyStop([at(100, 0.3), at(200, 0.1), at(300, 0.1), at(400, 0.2)]).iteration).toBe(200);
    expect(() => earlyStop([])).toThrow(RangeError);
  });

  it.each([
    [3800, 4000, false],
    [3801, 4000, true],
    [4000, 4000, true],
    [1, 1, true],
    [19, 20, false],
    [20, 20, true],
    [47_500, 50_000, false],
  ])('%i of %i: censored %s', (iteration, iterations, censored) => {
    expect(isCensored(iteration, iterations)).toBe(censored);
  });
});

describe('trainingSummary', () => {
  const draft = experimentPlan({
    config: config({ network: { layers: [{ units: 10 }] }, training: { validationSize: 20 } }),
    dataset: blank,
    numerics: 1,
  }).specDraft(1);
  const record = (evaluations: readonly Evaluation[]): TrainingRecord => ({
    schemaVersion: 1,
    spec: { ...draft, weights: 'w', mask: 'm' },
    evaluations,
    finalWeights: 'f',
    snapshots: {},
    seconds: 1,
  });
  const place = { trial: 2, round: 3, series: 'randomReinit', replicate: 1 } as const;

  it('reads test accuracy at the early stop and at the end', () => {
    const evaluations = [
      at(100, 0.2, { testAccuracy: 0.8 }),
      at(200, 0.1, { testAccuracy: 0.9 }),
      at(4000, 0.3, { testAccuracy: 0.95, trainingAccuracy: 1 }),
    ];
    expect(trainingSummary(place, 'hash', record(evaluations))).toEqual({
      ...place,
      role: 'trial-2/round-03/random-reinit-1',
      hash: 'hash',
      earlyStopIteration: 200,
      censored: false,
      earlyStopBound: 'exact',
      testAccuracyAtEarlyStop: 0.9,
      validationLossAtEarlyStop: 0.1,
      testAccuracyAtEnd: 0.95,
      trainAccuracyAtEnd: 1,
      evaluations,
    });
  });

  it('knows a minimum that is only a bound, and missing numbers', () => {
    const [first, last] = [at(100, 0.2, { testAccuracy: 0.9 }), at(4000, 0.1, { testAccuracy: 0.9 })];
    expect(trainingSummary(place, 'hash', record([first, last]))).toMatchObject({
      ...{ censored: true, earlyStopBound: 'at-least', trainAccuracyAtEnd: null },
    });
    const rising = [first, { ...last, validationLoss: 0.3 }];
    expect(trainingSummary(place, 'hash', record(rising))).toMatchObject({ censored: false, earlyStopBound: 'at-most' });
    expect(trainingSummary(place, 'hash', record([last])).earlyStopBound).toBe('at-least');
    expect(() => trainingSummary(place, 'hash', record([at(100, 0.1)]))).toThrow('no test accuracy at iteration 100');
  });
});

describe('summaries', () => {
  it('spread', () => {
    expect(spread([1, null, 3, 8])).toEqual({ mean: 4, min: 1, max: 8 });
    expect(spread([null])).toBeNull();
  });

  it('a censored early stop counts where it stands, and the mean is a bound', () => {
    expect(seriesSummary([training({}, 0.9, 1000), training({}, 0.8, 4000, true)])).toEqual({
      n: 2,
      planned: 2,
      censored: 1,
      earlyStopIteration: { mean: 2500, min: 1000, max: 4000, bound: 'at-least' },
      testAccuracyAtEarlyStop: { mean: (0.9 + 0.8) / 2, min: 0.8, max: 0.9 },
      validationLossAtEarlyStop: { mean: 0.1, min: 0.1, max: 0.1 },
      testAccuracyAtEnd: { mean: (0.9 + 0.8) / 2, min: 0.8, max: 0.9 },
      trainAccuracyAtEnd: null,
      againstDense: { earlyStopIteration: null, testAccuracyAtEarlyStop: null, testAccuracyAtEnd: null },
    });
    expect(seriesSummary([])).toMatchObject({ n: 0, earlyStopIteration: null });
  });

  const rounds = [
    { round: 0, remainingCount: 100, remaining: 1 },
    { round: 1, remainingCount: 80, remaining: 0.8 },
    { round: 2, remainingCount: 64, remaining: 0.64 },
  ];
  const budget = { iterations: 4000, evaluateEvery: 100 };
  const plan = { rounds, trials: 2, controls: { randomReinit: 1, randomMask: 0 }, budget, data: null };
  const finished = [
    training({ trial: 1 }, 0.97, 2000),
    training({ trial: 2 }, 0.96, 3000),
    training({ trial: 1, round: 1 }, 0.98, 1500),
    training({ trial: 2, round: 1 }, 0.97, 2000),
    training({ trial: 1, round: 1, series: 'randomReinit' }, 0.96, 3000),
    training({ trial: 2, round: 1, series: 'randomReinit' }, 0.95, 4000),
  ];

  it('rounds that began, with their verdict', () => {
    const [dense, first, ...others] = summarise(finished, plan);
    expect(others).toEqual([]);
    expect(dense).toMatchObject({
      round: 0,
      remaining: 1,
      remainingCount: 100,
      verdict: { label: 'dense', winningTicket: false, betterThanReinit: null },
    });
    expect(first).toMatchObject({
      round: 1,
      remaining: 0.8,
      verdict: { label: 'winning', state: 'winning', winningTicket: true, betterThanReinit: true, betterThanRandomMask: null },
    });
    expect(Object.keys(first?.series ?? {})).toEqual(['ticket', 'randomReinit']);
  });

  it('each series beside the dense network of its own trial', () => {
    const [dense, first] = summarise(finished, plan);
    expect(dense?.series.ticket?.againstDense.testAccuracyAtEarlyStop).toBeNull();
    // Trial 1: 1,500 - 2,000; trial 2: 2,000 - 3,000.
    expect(first?.series.ticket?.againstDense.earlyStopIteration).toMatchObject({
      ...{ n: 2, mean: -750, min: -1000, max: -500, bound: 'exact' },
      interval: { confidence: 0.95, degreesOfFreedom: 1 },
    });
    expect(first?.series.randomReinit?.againstDense.earlyStopIteration).toMatchObject({ n: 2, mean: 1000 });
    expect(first?.series.randomReinit?.againstDense.testAccuracyAtEarlyStop?.mean).toBeCloseTo(-0.01, 12);
  });

  it('a transferred ticket beside the dense network that was transferred too, or beside nothing', () => {
    const transferred = (round: number, accuracy: number, stop: number) =>
      training({ trial: 1, round, series: 'transfer' }, accuracy, stop);
    const trainings = [...finished, transferred(0, 0.7, 1000), transferred(1, 0.75, 900)];
    const [dense, first] = summarise(trainings, plan);
    expect(dense?.series.transfer?.againstDense.earlyStopIteration).toBeNull();
    expect(first?.series.transfer?.againstDense.earlyStopIteration).toMatchObject({ n: 1, mean: -100 });
    expect(first?.series.transfer?.againstDense.testAccuracyAtEarlyStop?.mean).toBeCloseTo(0.05, 12);
    const [, alone] = summarise([...finished, transferred(1, 0.75, 900)], plan);
    expect(alone?.series.transfer?.againstDense.earlyStopIteration).toBeNull();
  });

  it('a training that failed is in no mean, and is missed', () => {
    const [dense, first] = summarise(finished.slice(1), plan);
    expect(dense?.series.ticket).toMatchObject({ n: 1, planned: 2 });
    expect(first?.series.randomReinit).toMatchObject({ n: 2, planned: 2 });
  });

  it('the order in which trainings finish changes nothing', () => {
    expect(summarise(finished.toReversed(), plan)).toEqual(summarise(finished, plan));
  });

  it("no verdict before every trial's ticket and dense network, and none on controls before all of them", () => {
    expect(summarise(finished.slice(0, 3), plan)[1]?.verdict).toBeNull();
    expect(summarise(finished.slice(1), plan).map(({ verdict }) => verdict)).toEqual([null, null]);
    const partly = summarise(finished.slice(0, 5), plan)[1]?.verdict;
    expect(partly).toMatchObject({ winningTicket: true, betterThanReinit: null });
    expect(partly?.facts.controls).toEqual([{ series: 'randomReinit', measured: null, beaten: null }]);
    expect(summarise([], plan)).toEqual([]);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ProgressMeter } from '../../../src/runs/runner/progress-meter.ts';
import { durationWords } from '../../../src/runs/runner/role-words.ts';
import { Throttled } from '../../../src/runs/runner/run-report.ts';
import type { TrainingRecord } from '../../../src/shared/specs/training.ts';

const roles = [
  'trial-1/round-00/ticket',
  'trial-1/round-01/ticket',
  'trial-1/round-01/random-reinit-1',
  'trial-1/round-01/random-reinit-2',
];
const [dense = '', ticket = '', reinit = '', second = ''] = roles;
const took = (seconds: number): TrainingRecord => ({ seconds, spec: { iterations: 1000 } }) as TrainingRecord;
const meter = (workers: number): ProgressMeter => new ProgressMeter({ roles, rounds: 10, iterations: 1000, workers });

it('estimates by what an iteration takes in each round', () => {
  const progress = meter(1);
  expect(progress.snapshot()).toMatchObject({ secondsLeft: null, fraction: 0, message: '0 of 4 trainings' });
  progress.finish(dense, took(100));
  expect(progress.snapshot()).toMatchObject({ secondsLeft: 300, fraction: 0.25, message: '1 of 4 trainings, about 5 min left' });
  // Round 1 turns out to be twice as fast.
  progress.advance(ticket, 500, { iterations: 500, seconds: 25 });
  expect(progress.snapshot()).toMatchObject({ secondsLeft: 125, fraction: 0.375 });
});

it('knows that the tickets of a trial wait for each other', () => {
  const progress = meter(100);
  progress.advance(dense, 500, { iterations: 500, seconds: 50 });
  expect(progress.snapshot().secondsLeft).toBe(150);
});

it('never falls back, and ends at the whole', () => {
  const progress = meter(1);
  progress.advance(dense, 900, { iterations: 900, seconds: 9 });
  const { fraction } = progress.snapshot();
  progress.drop(dense);
  expect(progress.snapshot()).toMatchObject({ fraction, active: [] });
  for (const role of roles) progress.finish(role, took(1));
  expect(progress.snapshot()).toMatchObject({ fraction: 1, secondsLeft: 0, message: '4 of 4 trainings' });
});

it('says what is trained, the most advanced first', () => {
  const progress = meter(4);
  progress.advance(dense, 999, { iterations: 1, seconds: 1 });
  progress.advance(reinit, 400, { iterations: 1, seconds: 1 });
  progress.advance(second, 600, { iterations: 1, seconds: 1 });
  expect(progress.snapshot().active).toEqual([
    'Round 1 of 10, trial 1: random reinitialisation 2, iteration 600 of 1,000',
    'Round 1 of 10, trial 1: random reinitialisation, iteration 400 of 1,000',
    'Round 0 of 10, trial 1: dense network, iteration 999 of 1,000',
  ]);
  expect([0.2, 40, 180, 9000].map(durationWords)).toEqual(['1 s', '40 s', '3 min', '2.5 h']);
});

it('does seldom what is often asked for, never twice at once, and the last request always', async () => {
  let asked = 0;
  let seen = 0;
  let atOnce = 0;
  const throttled = new Throttled(20, async () => {
    expect(++atOnce).toBe(1);
    await sleep(30);
    seen = asked;
    atOnce--;
  });
  for (asked = 1; asked < 50; asked++) {
    throttled.request();
    await sleep(1);
  }
  throttled.request();
  await expect.poll(() => seen).toBe(50);
  await throttled.stop();
});

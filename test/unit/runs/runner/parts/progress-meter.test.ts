import { expect, it } from 'vitest';
import { ProgressMeter } from '../../../../../src/runs/runner/parts/progress-meter.ts';
import type { TrainingRecord } from '../../../../../src/shared/specs/training.ts';

const roles = [
  'trial-1/round-00/ticket',
  'trial-1/round-01/ticket',
  'trial-1/round-01/random-reinit-1',
  'trial-1/round-01/random-reinit-2',
];
const [dense = '', ticket = '', reinit = '', second = ''] = roles;
const took = (seconds: number): TrainingRecord => ({ seconds, spec: { iterations: 1000 } }) as TrainingRecord;
const meter = (workers: number): ProgressMeter =>
  new ProgressMeter({ experiment: 'lenet', trainings: new Map(roles.map((role) => [role, { from: 0, to: 1000 }])), rounds: 10, workers });

it('estimates by what an iteration takes in each round', () => {
  const progress = meter(1);
  expect(progress.snapshot()).toMatchObject({ secondsLeft: null, fraction: 0, trainingsDone: 0, trainingsPlanned: 4 });
  progress.finish(dense, took(100));
  expect(progress.snapshot()).toMatchObject({ secondsLeft: 300, fraction: 0.25, trainingsDone: 1 });
  // Round 1 turns out to be twice as fast.
  progress.advance(ticket, 500, { iterations: 500, seconds: 25 });
  expect(progress.snapshot()).toMatchObject({ secondsLeft: 125, fraction: 0.375, iterationsDone: 1500, iterationsPlanned: 4000 });
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
  // Said twice, a training counts once.
  for (const role of [...roles, dense]) progress.finish(role, took(1));
  expect(progress.snapshot()).toMatchObject({ fraction: 1, secondsLeft: 0, trainingsDone: 4 });
});

it('does not take the first iteration, which comes with an evaluation, for all others', () => {
  const progress = meter(1);
  progress.advance(dense, 1, { iterations: 1, seconds: 7 });
  expect(progress.snapshot().secondsLeft).toBeNull();
  progress.advance(dense, 10, { iterations: 10, seconds: 7.9 });
  expect(progress.snapshot().secondsLeft).toBeGreaterThan(0);
});

it('counts work that an earlier run has left: finished trainings, and checkpoints of others', () => {
  const progress = meter(1);
  progress.finish(dense, took(10));
  progress.resume(ticket, 600);
  expect(progress.snapshot()).toMatchObject({ trainingsDone: 1, iterationsDone: 1600, fraction: 0.4, active: [] });
  progress.advance(ticket, 601, { iterations: 1, seconds: 0.01 });
  expect(progress.snapshot()).toMatchObject({ iterationsDone: 1601, active: [{ iteration: 601 }] });
});

it('counts of a rewound ticket only the iterations after those that it is rewound to', () => {
  const progress = meter(1);
  progress.finish(dense, took(10));
  progress.begin(ticket, { startIteration: 200, iterations: 1000 });
  progress.advance(ticket, 600, { iterations: 400, seconds: 4 });
  expect(progress.snapshot()).toMatchObject({ iterationsDone: 1400, iterationsPlanned: 3800 });
});

it('carries what is trained as data, the most advanced first', () => {
  const progress = meter(4);
  progress.advance(dense, 999, { iterations: 1, seconds: 1 });
  progress.advance(reinit, 400, { iterations: 1, seconds: 1 });
  progress.advance(second, 600, { iterations: 1, seconds: 1 });
  const common = { experiment: 'lenet', trial: 1, rounds: 10, iterations: 1000 };
  expect(progress.snapshot().active).toEqual([
    { ...common, round: 1, series: 'randomReinit', replicate: 2, iteration: 600 },
    { ...common, round: 1, series: 'randomReinit', replicate: 1, iteration: 400 },
    { ...common, round: 0, series: 'ticket', replicate: 0, iteration: 999 },
  ]);
});

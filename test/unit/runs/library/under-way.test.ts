/** What the panel sees of a run between two finished trainings. */
import { expect, it } from 'vitest';
import { underWay } from '../../../../src/runs/library/under-way.ts';
import type { Evaluation } from '../../../../src/shared/specs/training.ts';
import { experimentRecord } from '../stored-experiment.ts';

const hash = (letter: string): string => letter.repeat(64);
const evaluation: Evaluation = { iteration: 100, validationLoss: 0.5, validationAccuracy: 0.75, testAccuracy: 0.75 };
const record = experimentRecord('small', {
  'trial-1/round-00/ticket': hash('a'),
  'trial-1/round-01/ticket': hash('b'),
  'trial-1/round-01/random-reinit-2': hash('c'),
  'trial-2/round-00/ticket': hash('d'),
});
const read = (of: string): Promise<readonly Evaluation[]> =>
  of === hash('c') ? Promise.reject(new Error('cut')) : Promise.resolve(of === hash('b') ? [evaluation] : []);

it('trainings that have begun and are neither finished nor failed, with their evaluations; a file that cannot be read is none yet', async () => {
  const failed = { ...record, failures: { 'trial-2/round-00/ticket': { reason: 'It failed.', iteration: 7 } } };
  const { live } = await underWay(failed, ['trial-1/round-00/ticket'], read);
  expect(live).toEqual([
    { trial: 1, round: 1, series: 'ticket', replicate: 0, role: 'trial-1/round-01/ticket', evaluations: [evaluation] },
    { trial: 1, round: 1, series: 'randomReinit', replicate: 2, role: 'trial-1/round-01/random-reinit-2', evaluations: [] },
  ]);
});

it('every round that is planned, the dense one first, each smaller than the last', async () => {
  const { planned } = await underWay(record, [], read);
  expect(planned.map(({ round }) => round)).toEqual(Array.from({ length: record.config.pruning.rounds + 1 }, (_, round) => round));
  expect(planned[0]?.remaining).toBe(1);
  const sizes = planned.map(({ remaining }) => remaining);
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
});

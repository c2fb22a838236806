import { expect, it } from 'vitest';
import { curveFigure } from '../../../../src/shared/figures/curve-figure.ts';
import type { FailedTraining } from '../../../../src/shared/results/experiment.ts';
import { noticesOf, troubleWords } from '../../../../src/shared/results/notices.ts';
import { sampleDocument } from '../../../webview/samples/document.ts';

const failed = (trial: number, round: number, evaluated: number, iteration: number | null): FailedTraining => ({
  ...{ trial, round, series: 'ticket', replicate: 0, role: `trial-${String(trial)}/round-0${String(round)}/ticket`, iteration },
  reason: 'The loss became NaN at iteration 620.',
  evaluations: Array.from({ length: evaluated }, (_, index) => ({
    ...{ iteration: 100 * (index + 1), validationLoss: 1, validationAccuracy: 0.9 },
    testAccuracy: 0.8 + index / 100,
  })),
});

const sample = sampleDocument({ rounds: 3 });

it('a sound experiment has nothing to announce', () => {
  expect(noticesOf(sample)).toEqual([]);
  expect(troubleWords(sample)).toBe('');
});

it('failures, damage, emptied layers and the end of pruning are sentences, failures first', () => {
  const document = {
    ...sample,
    damage: ['/store/x: is damaged.'],
    failedTrainings: [failed(2, 0, 5, 620), { ...failed(1, 3, 0, null), series: 'randomMask' as const, replicate: 2 }],
    emptiedLayers: [{ layer: 'conv2', round: 4, trials: [1, 3] }],
    pruningEnd: { lastRound: 7, rounds: 8 },
    data: {
      ...{ testSamples: 50, bestConstantAccuracy: 1 },
      warnings: [{ kind: 'one-class', label: 3 }, { kind: 'batch-of-one' }] as const,
      notes: [{ kind: 'absent-classes', part: 'test', labels: [4] }] as const,
    },
  };
  expect(noticesOf(document).map(({ text }) => text)).toEqual([
    'Trial 2, dense network has failed: The loss became NaN at iteration 620.',
    'Trial 1, round 3, random mask 2 has failed: The loss became NaN at iteration 620.',
    '/store/x: is damaged.',
    'Pruning has emptied layer conv2 in round 4 (trial 1, 3): nothing passes through its weights any more.',
    'All training samples have the label 3: one class is nothing to learn.',
    expect.stringMatching(/^Batch normalisation over batches of one sample .*\.$/),
    'One of the classes has no test sample: 4.',
    expect.stringMatching(/^Round 7 is the last that prunes anything/),
  ]);
  expect(troubleWords(document)).toBe('2 trainings failed, 1 file cannot be read');
});

it('a thousand failures are counted, not listed', () => {
  const notices = noticesOf({ ...sample, failedTrainings: Array.from({ length: 1000 }, (_, index) => failed(index + 1, 0, 0, 1)) });
  expect(notices).toHaveLength(11);
  expect(notices.at(-1)?.text).toBe('990 more trainings have failed.');
});

it('the curve of a training that failed is drawn as far as it goes, with a mark at the place', () => {
  const document = { ...sample, failedTrainings: [failed(2, 2, 5, 620), failed(1, 1, 5, 620), failed(1, 9, 1, null), failed(2, 9, 0, 3)] };
  const [curve, mark, ...others] = curveFigure(document, [0, 2])
    .lines.filter(({ marksOnly }) => !marksOnly)
    .slice(2);
  expect(curve).toMatchObject({ label: 'trial 2, round 2, ticket, until it failed', marker: null });
  expect(curve?.points.map(({ x }) => x)).toEqual([100, 200, 300, 400, 500]);
  expect(mark).toMatchObject({ label: 'trial 2, round 2, ticket: failed at iteration 620', marker: 'rectRot' });
  expect(mark?.points).toMatchObject([{ x: 620, y: expect.closeTo(84) as number }]);
  // Round 9 has no finished training that one could choose; one without evaluations has no curve.
  expect(others.map(({ label, points }) => [label, points.length])).toEqual([
    ['trial 1, round 9, ticket, until it failed', 1],
    ['trial 1, round 9, ticket: failed', 1],
  ]);
});

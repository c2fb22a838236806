import { describe, expect, it } from 'vitest';
import type { ExperimentDocument } from '../../../src/shared/results/experiment.ts';
import { roundAxis } from '../../../webview/charts/chart-axes.ts';
import { accuracyMeasure, stopMeasure } from '../../../webview/overview/measure.ts';
import { accuracyFloor, roundLines } from '../../../webview/overview/round-lines.ts';
import { sampleDocument } from '../../webview/samples/document.ts';

const withAccuracies = (...accuracies: readonly number[]): Pick<ExperimentDocument, 'rounds'> => ({
  rounds: accuracies.map((mean) => ({
    series: { ticket: { testAccuracyAtEarlyStop: { mean, min: mean, max: mean, sd: null } } },
  })) as never,
});

describe('where the accuracy axis starts', () => {
  it('is left to the chart while all accuracies lie close together', () => {
    expect(accuracyFloor(withAccuracies(0.98, 0.9))).toBeNull();
    expect(accuracyFloor({ rounds: [] })).toBeNull();
  });

  it('is 6 points below the best where a network has collapsed', () => {
    expect(accuracyFloor(withAccuracies(0.9836, 0.98, 0.098))).toBe(92);
  });
});

describe('the lines over rounds', () => {
  const document = sampleDocument({ censored: true });
  const axis = roundAxis(document.rounds);

  it('are one a series that the experiment has, and the dense network across', () => {
    const lines = roundLines(document, accuracyMeasure, axis, ['randomMask']);
    expect(lines.map(({ key, hidden, points }) => [key, hidden, points.length])).toEqual([
      ['ticket', false, 9],
      ['randomReinit', false, 8],
      ['randomMask', true, 8],
      ['dense', false, 2],
    ]);
    const ticket = lines[0]?.points[0];
    expect([ticket?.round, ticket?.x, ticket?.y.toFixed(2)]).toEqual([0, 0, '97.47']);
    expect(lines[3]?.points.map(({ x, y }) => [x, y.toFixed(2)])).toEqual([
      [0, '97.47'],
      [axis.axes.xMax, '97.47'],
    ]);
  });

  it('mark lower bounds and say so', () => {
    const mask = roundLines(document, stopMeasure, axis, [])[2]?.points.at(-1);
    expect(mask?.open).toBe(true);
    expect(mask?.words).toBe('random mask, 16.9 % remaining: >= 14,750 (14,700 to 14,800); 2 of 2 still improving when the budget ended');
  });

  it('have no dense network before it is trained', () => {
    const empty = { ...document, rounds: [] };
    expect(roundLines(empty, accuracyMeasure, roundAxis([]), []).at(-1)?.points).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { checkClaims } from '../../../../src/lottery/claims/claims-for.ts';
import { seriesSummary } from '../../../../src/lottery/results/summary.ts';
import { svgOf } from '../../../../src/shared/charts/svg.ts';
import { linearAxis, niceTicks } from '../../../../src/shared/figures/figure/axis.ts';
import { comparedFigures } from '../../../../src/shared/figures/compare-figures.ts';
import { csvOf } from '../../../../src/shared/figures/figure/csv.ts';
import { curveFigure, roundsToShow } from '../../../../src/shared/figures/curve-figure.ts';
import type { Figure, FigureLine } from '../../../../src/shared/figures/figure/figure.ts';
import { connectionsFigure, weightsFigure } from '../../../../src/shared/figures/layer-figures.ts';
import { accuracyFigure, lastIterationFigure, stopFigure } from '../../../../src/shared/figures/round-figures.ts';
import type { ExperimentDocument } from '../../../../src/shared/results/experiment.ts';
import { config, training } from '../../lottery/fixtures.ts';

const line = (more: Partial<FigureLine> = {}): FigureLine => ({
  ...{ label: 'a & b', color: 'ticket', dash: [], marker: 'rect', step: false },
  points: [
    { x: 0, y: 0, low: 0, high: 25 },
    { x: 5, y: 25, low: 20, high: 50, bound: 'at-least', n: 3 },
  ],
  ...more,
});
const figure = (lines: readonly FigureLine[]): Figure => ({
  ...{ id: 'tiny', title: 'Tiny <one>', caption: 'A figure.' },
  x: linearAxis('iteration', 'count', [0, 10]),
  y: linearAxis('accuracy, %', 'percent', [0, 100]),
  lines,
});

describe('axes', () => {
  it('ticks are round numbers around all values', () => {
    expect(niceTicks(0, 9)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(niceTicks(97.47, 98.4)).toEqual([97.4, 97.6, 97.8, 98, 98.2, 98.4]);
    expect(niceTicks(5, 5)).toContain(5);
  });
});

it('an axis of accuracies ends at 100 %, also where all of them are there', () => {
  const ends = (values: readonly number[]) => (({ min, max }) => [min, max])(linearAxis('test accuracy, %', 'percent', values));
  expect([ends([100, 100]), ends([99.9, 100])]).toEqual([
    [90, 100],
    [99.9, 100],
  ]);
});

it('CSV: a line a point, every digit, words quoted where they must be', () => {
  expect(csvOf(figure([line({ label: 'a, b' })]))).toBe(
    'series,iteration,"accuracy, %",min,max,bound,n\n"a, b",0,0,0,25,exact,\n"a, b",5,25,20,50,at-least,3\n',
  );
});

describe('figures of an experiment', () => {
  const own = config({ trials: 1 });
  const trainings = [
    training({ round: 0 }, 0.97, 3000),
    training({ round: 1 }, 0.98, 2000),
    training({ round: 1, series: 'randomReinit' }, 0.96, 3950, true),
  ].map((one, index) => ({
    ...one,
    testAccuracyAtEnd: 0.9 + index / 100,
    evaluations: [100, 4000].map((iteration) => ({
      iteration,
      validationLoss: 0,
      validationAccuracy: 0.5,
      testAccuracy: 0.9 + index / 100,
    })),
  }));
  const dense = { ticket: seriesSummary(trainings.slice(0, 1)) };
  const first = { ticket: seriesSummary(trainings.slice(1, 2)), randomReinit: seriesSummary(trainings.slice(2)) };
  const rounds = [
    { round: 0, remaining: 1, remainingCount: 10, series: dense, verdict: null },
    { round: 1, remaining: 0.5, remainingCount: 5, series: first, verdict: null },
  ];
  const document = {
    ...{ experiment: 'a', config: own, rounds, trainings, claims: checkClaims(own, rounds, trainings) },
    headline: { round: 1, kind: 'winning', title: '', text: '' },
    failedTrainings: [],
  } as unknown as ExperimentDocument;

  it('accuracy and early stop against weights remaining, the dense network across', () => {
    const accuracy = accuracyFigure(document);
    expect(accuracy.lines.map(({ label }) => label)).toEqual(['ticket', 'random reinitialisation', 'dense network']);
    expect(accuracy.lines[0]?.points.map(({ x, y }) => [x, y])).toEqual([
      [100, 97],
      [50, 98],
    ]);
    const stop = stopFigure(document);
    const bound = { bound: 'at-least', n: 1, round: 1 };
    expect(stop.lines[1]?.points).toEqual([{ x: 50, y: 3950, low: 3950, high: 3950, ...bound }]);
    expect(stop.y.min).toBe(0);
  });

  it('three ways at the last iteration, curves, and two experiments together', () => {
    expect(lastIterationFigure(document).lines[0]?.points.map(({ y }) => y)).toEqual([90, 91]);
    const curves = curveFigure(document, roundsToShow(document));
    expect(curves.lines.filter(({ marksOnly }) => !marksOnly).map(({ label, points }) => [label, points.length])).toEqual([
      ['dense', 2],
      ['50.0 %', 2],
    ]);
    const [accuracy] = comparedFigures(document, { ...document, experiment: 'b' });
    expect(accuracy.lines.map(({ label, color }) => [label, color])).toEqual([
      ['ticket, a (iterative)', 'ticket'],
      ['random reinitialisation, a (iterative)', 'randomReinit'],
      ['ticket, b (iterative)', 'green'],
      ['random reinitialisation, b (iterative)', 'red'],
    ]);
    expect(svgOf(accuracy)).not.toContain('NaN');
  });
});

it("a layer's figures: bars closed at the right, units ranked by their connections", () => {
  const layer = {
    ...{
      name: 'fc1',
      shape: [3, 2],
      total: 6,
      remaining: 3,
      moved: null,
      trained: null,
      unitsWithoutIncoming: 1,
      inputsWithoutOutgoing: 0,
    },
    initial: { from: -1, width: 1, counts: [2, 1] },
    ...{ incoming: [1, 0, 2], outgoing: [1, 2] },
  };
  expect(weightsFigure(layer).lines[0]?.points.map(({ x, y }) => [x, y])).toEqual([
    [-1, 2],
    [0, 1],
    [1, 1],
  ]);
  expect(connectionsFigure(layer).lines[0]?.points.map(({ y }) => y)).toEqual([2, 1, 0]);
});

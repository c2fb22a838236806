import { describe, expect, it } from 'vitest';
import { checkClaims } from '../../../../src/lottery/claims/claims-for.ts';
import { seriesSummary } from '../../../../src/lottery/results/summary.ts';
import { linearAxis, niceTicks, placeOn, remainingAxis } from '../../../../src/shared/figures/axis.ts';
import { comparedFigures } from '../../../../src/shared/figures/compare-figures.ts';
import { csvOf } from '../../../../src/shared/figures/csv.ts';
import { curveFigure, roundsToShow } from '../../../../src/shared/figures/curve-figure.ts';
import type { Figure, FigureLine } from '../../../../src/shared/figures/figure.ts';
import { connectionsFigure, weightsFigure } from '../../../../src/shared/figures/layer-figures.ts';
import { accuracyFigure, lastIterationFigure, stopFigure } from '../../../../src/shared/figures/round-figures.ts';
import { svgOf } from '../../../../src/shared/figures/svg.ts';
import type { ExperimentDocument } from '../../../../src/shared/results/experiment.ts';
import { sampleDocument } from '../../../webview/samples/document.ts';
import { config, training } from '../../lottery/fixtures.ts';

const line = (more: Partial<FigureLine> = {}): FigureLine => ({
  ...{ label: 'a & b', color: 'ticket', dash: [], marker: 'rect', step: false },
  points: [
    { x: 0, y: 0, low: 0, high: 25, open: false },
    { x: 5, y: 25, low: 20, high: 50, open: true },
  ],
  ...more,
});
const figure = (lines: readonly FigureLine[]): Figure => ({
  ...{ id: 'tiny', title: 'Tiny <one>', caption: 'A figure.' },
  x: linearAxis('iteration', 'count', [0, 10]),
  y: linearAxis('accuracy, %', 'percent', [0, 100]),
  lines,
});

describe('SVG', () => {
  // The axes reach from (64, 316) at the bottom left to (624, 36): 560 wide, 280 high.
  it('lines, bands and markers lie where their numbers say', () => {
    const svg = svgOf(figure([line()]));
    // (0, 0) -> (64, 316); (5, 25) -> (64 + 280, 316 - 70).
    expect(svg).toContain('d="M64 316L344 246" fill="none" stroke="#0b63c5"');
    // Upper edge 25 and 50 %, lower edge back: 20 % and 0.
    expect(svg).toContain('d="M64 246L344 176L344 260L64 316Z"');
    // The second point is only a bound: an open square around it.
    expect(svg).toContain('stroke="#0b63c5" stroke-width="1.5" fill="#ffffff"');
    expect(svg).toContain('M340.5 242.5L347.5 242.5L347.5 249.5L340.5 249.5Z');
    expect(svg).toContain('<title>Tiny &lt;one&gt;</title>');
    expect(svg).toContain('a &amp; b');
    expect(svg).not.toMatch(/NaN|undefined|<script|href/);
  });

  it('a histogram goes up at the edges of its bars', () => {
    const points = [0, 5, 10].map((x, index) => ({ x, y: 25 * (index + 1), low: 25 * (index + 1), high: 25 * (index + 1), open: false }));
    expect(svgOf(figure([line({ step: true, marker: null, points })]))).toContain('d="M64 246L344 246L344 176L624 176L624 106"');
  });

  it('lines end at the axes; markers beyond them are left out and counted in a note', () => {
    const points = [0, 5, 10].map((x, index) => ({ x, y: [-40, 0, 50][index] ?? 0, low: 0, high: 50, open: false }));
    const svg = svgOf(figure([line({ points })]));
    expect(svg).toContain('<rect x="64" y="36" width="560" height="280"/></clipPath>');
    // Of the three squares only those at 0 and 50 % are drawn: the one on the axis whole, outside the clipped group.
    expect(svg.match(/M[\d.]+ [\d.]+L[\d.]+ [\d.]+L[\d.]+ [\d.]+L[\d.]+ [\d.]+Z" stroke="#0b63c5" stroke-width="1.5"/g)).toHaveLength(3);
    expect(svg.slice(svg.indexOf('</g>', svg.indexOf('clip-path')))).toContain('M340.5 312.5L347.5 312.5L347.5 319.5L340.5 319.5Z');
    expect(svg).toContain('1 point lies below the axis.');
    expect(svgOf(figure([line()]))).not.toContain('below the axis');
  });

  it('a saved figure of a run that collapsed says how many points its axis leaves out', () => {
    const figure = accuracyFigure(sampleDocument({ zero: true }));
    expect(figure.y.min).toBe(92);
    expect(svgOf(figure)).toContain('3 points lie below the axis.');
    expect(csvOf(figure)).toMatch(/^ticket,0,9\.8/m);
  });

  it('a single point has a marker, and its range is a line', () => {
    const points = [{ x: 5, y: 25, low: 20, high: 50, open: false }];
    const svg = svgOf(figure([line({ marker: null, points })]));
    expect(svg).toContain('<circle cx="344" cy="246" r="3.5"');
    expect(svg).toContain('d="M344 176L344 260" stroke="#0b63c5"');
    expect(svg).not.toMatch(/NaN/);
  });

  it.each([280, 360, 480, 720])('letters keep their size at a width of %s, and nothing leaves the figure', (width) => {
    const label = "reinitialisation from the survivors' values, one-shot (one-shot)";
    const svg = svgOf(figure([line({ label }), line()]), { width });
    expect(svg).toContain(`viewBox="0 0 ${width} `);
    expect(svg).toContain('font-size="12"');
    const height = Number(/viewBox="0 0 \d+ ([\d.]+)"/.exec(svg)?.[1]);
    const texts = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"([^>]*)>([^<]*)</g)];
    expect(texts.length).toBeGreaterThan(10);
    for (const [, x, y, more = '', text = ''] of texts) {
      const size = text.length * 6.6;
      const left = Number(x) - (more.includes('middle') ? size / 2 : more.includes('"end"') ? size : 0);
      expect([left >= 0, left + size <= width + 12, Number(y) <= height], text).toEqual([true, true, true]);
    }
  });

  it('nothing to draw is no error', () => {
    expect(svgOf(figure([line({ points: [] })]))).toContain('</svg>');
  });
});

describe('axes', () => {
  it('ticks are round numbers around all values', () => {
    expect(niceTicks(0, 9)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(niceTicks(97.47, 98.4)).toEqual([97.4, 97.6, 97.8, 98, 98.2, 98.4]);
    expect(niceTicks(5, 5)).toContain(5);
  });

  it('weights remaining are logarithmic, 100 % first, 0 after all others', () => {
    const axis = remainingAxis([100, 10, 1]);
    expect([100, 10, 1].map((percent) => placeOn(axis, percent))).toEqual([0, 0.5, 1]);
    const zero = remainingAxis([100, 10, 0]);
    expect([placeOn(zero, 0), placeOn(zero, 10) < 1]).toEqual([1, true]);
  });
});

it('CSV: a line a point, every digit, words quoted where they must be', () => {
  expect(csvOf(figure([line({ label: 'a, b' })]))).toBe(
    'series,iteration,"accuracy, %",min,max,lower bound\n"a, b",0,0,0,25,0\n"a, b",5,25,20,50,1\n',
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
    const bound = { open: true, bound: 'at-least', n: 1, round: 1 };
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

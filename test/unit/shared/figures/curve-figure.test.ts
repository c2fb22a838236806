/** Curves: means and ranges against plain sums, smoothing, the early stop on them, and what a tooltip reads. */
import { describe, expect, it } from 'vitest';
import { logarithmicAxis, withEnds } from '../../../../src/shared/figures/figure/axis.ts';
import { curveFigure, roundLook } from '../../../../src/shared/figures/curve-figure.ts';
import { curvePoints, heightAt } from '../../../../src/shared/figures/curve-points.ts';
import type { Figure, FigureLine } from '../../../../src/shared/figures/figure/figure.ts';
import { ramp, rampColor } from '../../../../src/shared/figures/figure/palette.ts';
import { readableXs, readingAt } from '../../../../src/shared/figures/figure/reading.ts';
import { accuracyFigure, stopFigure } from '../../../../src/shared/figures/round-figures.ts';
import { smoothed } from '../../../../src/shared/figures/smoothing.ts';
import { spaced } from '../../../../src/shared/charts/words.ts';
import { svgOf } from '../../../../src/shared/charts/svg.ts';
import { sampleDocument } from '../../../webview/samples/document.ts';
import { contrast } from './figure/colour-vision.ts';

const evaluation = (iteration: number, loss: number) => ({
  iteration,
  validationLoss: loss,
  validationAccuracy: 0.5,
  testAccuracy: 1 - loss,
});
const document = sampleDocument({ censored: true });

describe('points of curves', () => {
  it('are means and ranges where every training was evaluated', () => {
    const trainings = [
      { evaluations: [evaluation(100, 0.5), evaluation(200, 0.25)] },
      { evaluations: [evaluation(100, 0.25), evaluation(200, 0.5), evaluation(300, 0.125)] },
    ];
    expect(curvePoints(trainings, 'validationLoss')).toEqual([
      { x: 100, y: 0.375, low: 0.25, high: 0.5, n: 2 },
      { x: 200, y: 0.375, low: 0.25, high: 0.5, n: 2 },
    ]);
    expect(curvePoints(trainings, 'test').map(({ y }) => y)).toEqual([62.5, 62.5]);
    expect(curvePoints(trainings, 'test')).toBe(curvePoints(trainings, 'test'));
    expect(curvePoints(trainings.slice(0, 1), 'test')).not.toBe(curvePoints(trainings, 'test'));
  });

  it('have heights between them', () => {
    const points = [100, 200].map((x) => ({ x, y: x / 100, low: 0, high: 0 }));
    expect([heightAt(points, 150), heightAt(points, 50), heightAt(points, 900), heightAt([], 1)]).toEqual([1.5, 1, 2, null]);
  });
});

it('smoothing takes the mean of as many points on either side', () => {
  const points = [0, 3, 6, 0, 3].map((y, x) => ({ x, y, low: y, high: y }));
  const line: FigureLine = { label: '', color: 'blue', dash: [], marker: null, step: false, points };
  expect(smoothed(line, 3).points.map(({ y }) => y)).toEqual([0, 3, 3, 3, 3]);
  expect(smoothed(line, 5).points[2]?.y).toBeCloseTo(2.4, 12);
  expect(smoothed(line, 1)).toBe(line);
});

describe('the figure of curves', () => {
  it('has the early stop of each line on the line, hollow where it is a bound', () => {
    const figure = curveFigure(document, [0, 8], { series: ['ticket', 'randomMask'] });
    const marks = figure.lines.filter(({ marksOnly }) => marksOnly);
    expect(marks.map(({ key, points }) => [key, points[0]?.x, points[0]?.bound])).toEqual([
      ['0-ticket-stop', 2700, 'exact'],
      ['8-ticket-stop', 2200, 'exact'],
      ['8-randomMask-stop', 14_750, 'at-least'],
    ]);
    const line = figure.lines.find(({ key }) => key === '8-ticket');
    expect(marks[1]?.points[0]?.y).toBe(line?.points.find(({ x }) => x === 2200)?.y);
    expect(svgOf(figure)).not.toContain('>early stop<');
  });

  it('of the validation loss has its own axis, and iterations a logarithmic one where one wants it', () => {
    const figure = curveFigure(document, [0, 7], { quantity: 'validationLoss', logarithmic: true, spreads: 'bars' });
    expect([figure.id, figure.y.unit, figure.x.scale]).toEqual(['losses', 'number', 'logarithmic']);
    expect(figure.y.min).toBeLessThanOrEqual(0.07);
    expect(svgOf(figure)).not.toMatch(/NaN|Infinity/);
  });

  it('names its lines at their ends where there is room, below where there is none', () => {
    const figure = curveFigure(document, [0, 3, 7]);
    expect(svgOf(figure)).toMatch(/<text x="5\d\d(\.\d+)?" y="[\d.]+" fill="#1f1f1f">51\.3 %<\/text>/);
    const narrow = svgOf(
      { ...figure, lines: figure.lines.map((line) => ({ ...line, label: `${line.label}, with a long name` })) },
      { width: 300 },
    );
    expect(narrow).toContain('51.3 %, with a long name');
  });

  it('colours rounds in one sequence, whatever is done so far', () => {
    expect([0, 1, 5, 9].map((round) => roundLook(round, 9).color)).toEqual(['foreground', 'ramp0', 'ramp5', 'ramp9']);
    expect(roundLook(1, 1).color).toBe('ramp9');
    for (const { paper, dark } of Object.values(ramp)) {
      expect(contrast(paper, '#ffffff')).toBeGreaterThanOrEqual(3);
      for (const ground of ['#000000', '#1e1e1e', '#252526']) expect(contrast(dark, ground)).toBeGreaterThanOrEqual(3);
    }
    expect(rampColor(0)).toBe('ramp0');
  });
});

it('labels stand apart, within the axes, in the order of their lines', () => {
  const labels = [100, 101, 102, 30].map((y) => ({ line: {} as FigureLine, from: { x: 0, y }, y }));
  expect(spaced(labels, 0, 120).map(({ y }) => y)).toEqual([30, 92, 106, 120]);
});

it('the axis of accuracies leaves out networks that collapsed, and never the dense network', () => {
  const collapsed = accuracyFigure(sampleDocument({ zero: true }));
  expect(collapsed.y.min).toBeGreaterThan(90);
  const [dense, ...others] = document.rounds;
  const poor = { mean: 0.41, min: 0.28, max: 0.54, count: 2 };
  const ticket = { ...dense?.series.ticket, testAccuracyAtEarlyStop: { ...dense?.series.ticket?.testAccuracyAtEarlyStop, ...poor } };
  const rounds = [{ ...dense, series: { ticket } }, ...others] as typeof document.rounds;
  expect(accuracyFigure({ ...document, rounds }).y.min).toBeLessThanOrEqual(28);
});

describe('a tooltip', () => {
  it('has every series at one x, and differences from the dense network', () => {
    const figure = accuracyFigure(document);
    expect(readableXs(figure)).toHaveLength(9);
    const { title, rows, round } = readingAt(figure, (document.rounds[7]?.remaining ?? 0) * 100);
    expect([title, round]).toEqual(['Round 7: 21.1 % of the weights remain', 7]);
    expect(rows.map(({ line, value, difference, count }) => [line.label, value, difference, count])).toEqual([
      ['ticket', '98.36 %', '+0.89', 'n 2'],
      ['random reinitialisation', '97.94 %', '+0.47', 'n 2'],
      ['random mask', '97.81 %', '+0.34', 'n 2'],
      ['dense network', '97.47 %', '', 'n 2'],
    ]);
  });

  it('says of early stops which are bounds, the dense network too, and no difference of bounds that point the same way', () => {
    const x = (document.rounds[7]?.remaining ?? 0) * 100;
    const read = (figure: Figure) => readingAt(figure, x).rows.map(({ value, difference }) => [value, difference]);
    const [first, ...others] = document.rounds;
    const stop = first?.series.ticket?.earlyStopIteration;
    const ticket = { ...first?.series.ticket, earlyStopIteration: { ...stop, bound: 'at-least' } };
    const rounds = [{ ...first, series: { ticket } }, ...others] as typeof document.rounds;
    const figure = stopFigure({ ...document, rounds });
    expect(read(figure)[0]).toEqual(['2,150', '<= -550']);
    expect(read(figure).at(-1)).toEqual(['>= 2,700', '']);
    const bounded = figure.lines.map((line): FigureLine => ({
      ...line,
      points: line.points.map((point) => ({ ...point, bound: 'at-least' })),
    }));
    expect(read({ ...figure, lines: bounded })[0]).toEqual(['>= 2,150', '']);
  });

  it('of curves compares with the dense network at the same iteration', () => {
    const figure = curveFigure(document, [0, 7]);
    const { title, rows } = readingAt(figure, 1000);
    expect(title).toBe('iteration 1,000');
    const [dense, ticket] = ['0-ticket', '7-ticket'].map(
      (key) => figure.lines.find((line) => line.key === key)?.points.find(({ x }) => x === 1000)?.y ?? 0,
    );
    expect(rows.map(({ difference }) => difference)).toEqual(['', `+${((ticket ?? 0) - (dense ?? 0)).toFixed(2)}`]);
  });
});

it('the ends of an axis are those that were chosen; senseless ones are not heeded', () => {
  const axis = accuracyFigure(document).y;
  expect(withEnds(axis, [97.9, null])).toMatchObject({ min: 97.9, max: axis.max });
  expect(withEnds(axis, [99, 98])).toBe(axis);
  expect(withEnds(axis, [null, null])).toBe(axis);
  expect(logarithmicAxis('iteration', 'count', [40, 3000]).ticks).toEqual([50, 100, 200, 500, 1000, 2000]);
});

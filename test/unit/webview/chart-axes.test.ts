import { describe, expect, it } from 'vitest';
import { curveAxes, isInside, rangeOf, roundAxis } from '../../../webview/charts/chart-axes.ts';
import { type BandPoint, type Line, markerOf } from '../../../webview/charts/line.ts';

const point = (x: number, y: number, more: Partial<BandPoint> = {}): BandPoint => {
  return { x, y, low: y, high: y, open: false, round: null, words: '', ...more };
};
const line = (points: readonly BandPoint[], more: Partial<Line> = {}): Line => {
  return { key: 'a', points, color: 'ticket', dash: [], marker: null, width: 1, hidden: false, ...more };
};
const sizes = (...all: readonly number[]) => all.map((remaining) => ({ remaining }));

describe('the axis over rounds', () => {
  it('is logarithmic with 100 % at the left and a tick a round', () => {
    const { at, axes } = roundAxis(sizes(1, 0.5, 0.25));
    expect(at({ remaining: 0.25 })).toBeCloseTo(2 * at({ remaining: 0.5 }), 12);
    expect(axes.xTicks?.map(({ label }) => label)).toEqual(['100', '50.0', '25.0']);
    expect([axes.xMin, axes.xMax]).toEqual([0, at({ remaining: 0.25 })]);
  });

  it('gives 0 % a place of its own, one step after the smallest', () => {
    const { at, axes } = roundAxis(sizes(1, 0.5, 0.25, 0));
    expect(at({ remaining: 0 })).toBeCloseTo(3 * at({ remaining: 0.5 }), 12);
    expect(axes.xMax).toBe(at({ remaining: 0 }));
  });

  it('has some width when there is one round only', () => {
    expect(roundAxis(sizes(1)).axes).toEqual({ xMin: 0, xMax: 0.25, xTicks: [{ value: 0, label: '100' }] });
  });

  it('has one tick for each size, in order, whatever the order of the rounds', () => {
    const { axes } = roundAxis(sizes(0.5, 1, 0.5));
    expect(axes.xTicks?.map(({ label }) => label)).toEqual(['100', '50.0']);
  });
});

describe('the axes over a training', () => {
  it('end with the training and leave out its steep first tenth', () => {
    const curve = line([point(100, 20), point(1000, 90.7, { low: 90.3 }), point(10_000, 98)]);
    expect(curveAxes([curve])).toEqual({ xMin: 0, xMax: 10_000, yMin: 90 });
  });

  it('do not heed hidden lines, and leave everything to the chart where there is nothing', () => {
    const hidden = line([point(90_000, 10)], { hidden: true });
    expect(curveAxes([hidden, line([point(1000, 97)])])).toEqual({ xMin: 0, xMax: 1000, yMin: 97 });
    expect(curveAxes([hidden])).toEqual({});
  });
});

describe('the range of an axis', () => {
  it('holds every visible band', () => {
    const lines = [line([point(0, 5, { low: 4, high: 7 })]), line([point(0, 1)], { hidden: true }), line([point(1, 8)])];
    expect(rangeOf(lines)).toEqual({ low: 4, high: 8 });
  });

  it('is not empty where all values are one', () => {
    expect(rangeOf([line([point(0, 97.5)])])).toEqual({ low: 97, high: 98 });
    expect(rangeOf([])).toBeNull();
  });
});

describe('markers', () => {
  it('are drawn for points on the axis, not for those below it', () => {
    expect([92, 91.99].map((y) => isInside({ y }, { yMin: 92 }))).toEqual([true, false]);
    expect(isInside({ y: -1 }, {})).toBe(true);
  });

  it('stand for a line that has one point only', () => {
    expect(markerOf(line([point(0, 1)]))).toBe('circle');
    expect(markerOf(line([point(0, 1), point(1, 1)]))).toBeNull();
    expect(markerOf(line([point(0, 1)], { marker: 'rect' }))).toBe('rect');
  });
});

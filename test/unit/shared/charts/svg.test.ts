/** Figures as Chart.js draws them, read from their SVG: lines, marks, ranges, scales and words lie where their numbers say. */
import { describe, expect, it } from 'vitest';
import { FigureDrawing } from '../../../../src/shared/charts/figure-drawing.ts';
import { lettersWidth } from '../../../../src/shared/charts/letter-widths.ts';
import { paperLook, SvgCanvas, svgOf } from '../../../../src/shared/charts/svg.ts';
import { logarithmicAxis, remainingAxis } from '../../../../src/shared/figures/figure/axis.ts';
import { csvOf } from '../../../../src/shared/figures/figure/csv.ts';
import type { Figure, Marker, Spreads } from '../../../../src/shared/figures/figure/figure.ts';
import { accuracyFigure } from '../../../../src/shared/figures/round-figures.ts';
import { paperColor, seriesLooks } from '../../../../src/shared/figures/figure/series-looks.ts';
import { seriesNames } from '../../../../src/shared/specs/series.ts';
import { sampleDocument } from '../../../webview/samples/document.ts';
import { drawn, figure, line, marksOf, placesOf, point, shapesOf, strokesOf, wordsOf } from './tiny.ts';

/** Where values of an axis lie, from 0 at the left to 1 at the right. */
function placesOnX(x: Figure['x'], values: readonly number[]): number[] {
  const drawing = new FigureDrawing(new SvgCanvas('tiny'), 1);
  drawing.draw(figure([line({ points: [point(x.max, 1)] })], { x }), paperLook());
  const { plot } = drawing;
  const places = values.map((value) => ((plot?.x(value) ?? 0) - (plot?.left ?? 0)) / ((plot?.right ?? 0) - (plot?.left ?? 0)));
  drawing.destroy();
  return places.map((place) => Number(place.toFixed(9)));
}

// The axes reach from (64, 316) at the bottom left to (624, 36): 560 wide, 280 high.
describe('a line', () => {
  const svg = drawn([line()]);

  it('lies where its numbers say, in its colour', () => {
    const [stroke] = strokesOf(svg);
    expect(stroke?.['stroke']).toBe('#0b63c5');
    // (0, 0) and (5, 25 %): half the width, a quarter of the height.
    expect(placesOf(stroke ?? {})).toEqual([
      [64, 316],
      [344, 246],
    ]);
  });

  it('has a square for each of its points, hollow where one is a bound', () => {
    const marks = marksOf(svg).slice(0, 2);
    expect(marks.map(({ fill, stroke, d }) => [fill, stroke, /h7v7h-7Z$/.test(d ?? '')])).toEqual([
      ['#0b63c5', '#0b63c5', true],
      ['#ffffff', '#0b63c5', true],
    ]);
  });

  it('has its words escaped, and nothing else in it', () => {
    expect(svg).toContain('<title>Tiny &lt;one&gt;</title>');
    expect(wordsOf(svg).map(({ text }) => text)).toContain('a &amp; b');
    expect(svg).not.toMatch(/NaN|undefined|Infinity|<script|href/);
  });

  it('is drawn with the same bytes again', () => {
    expect(svgOf(accuracyFigure(sampleDocument({})))).toBe(svgOf(accuracyFigure(sampleDocument({}))));
  });

  it('of a histogram goes up at the edges of its bars', () => {
    const stairs = drawn([line({ step: true, marker: null, points: [point(0, 25), point(5, 50), point(10, 75)] })]);
    const places = placesOf(strokesOf(stairs)[0] ?? {});
    expect(places.map(([x]) => Math.round(x))).toEqual([64, 344, 344, 624, 624]);
    expect(places[0]?.[1]).toBe(places[1]?.[1]);
    expect(places[2]?.[1]).toBe(places[3]?.[1]);
  });

  it('ends at the axes; marks beyond them are left out and counted, the one on the axis is whole', () => {
    const cut = drawn([line({ points: [point(0, -40, 0, 50), point(5, 0, 0, 50), point(10, 50, 0, 50)] })]);
    const clip = /<clipPath id="([^"]+)"><path d="M64 36h560v280h-560Z/.exec(cut)?.[1];
    expect(strokesOf(cut)[0]?.['clip-path']).toBe(`url(#${clip ?? ''})`);
    // Two squares, and that of the legend.
    expect(marksOf(cut)).toHaveLength(3);
    expect(marksOf(cut).every((mark) => mark['clip-path'] === undefined)).toBe(true);
    expect(cut).toContain('1 point lies below the axis.');
    expect(drawn([line()])).not.toContain('below the axis');
  });

  it('that ends before the axis does is led to its words by faint dots, which look like no data', () => {
    const whole = line({ points: [point(0, 0), point(10, 50)] });
    const dots = (...lines: Figure['lines']) =>
      shapesOf(drawn(lines, { direct: true })).filter((shape) => shape['stroke-dasharray'] === '1 5').length;
    expect([dots(whole), dots(whole, line())]).toEqual([0, 1]);
  });

  it('of one point has a mark, and its range is a line', () => {
    const single = drawn([line({ marker: null, points: [point(5, 25, 20, 50)] })]);
    expect(marksOf(single)).toHaveLength(1);
    expect(marksOf(single)[0]?.['d']).toMatch(/A3\.5 3\.5/);
    const [range] = strokesOf(single);
    expect([range?.['stroke-opacity'], placesOf(range ?? {}).map(([x]) => Math.round(x))]).toEqual(['0.5', [344, 344]]);
  });

  it('of no points is no error', () => {
    expect(drawn([line({ points: [] })])).toContain('</svg>');
  });
});

describe('looks', () => {
  const outlines: Readonly<Record<Marker, RegExp>> = {
    circle: /^M[\d.]+ [\d.]+A3\.5/,
    rect: /h7v7h-7Z$/,
    rectRot: /^(M|L)([\d. ]+L){3}[\d. ]+Z$/,
    triangle: /^M([\d. ]+L){2}[\d. ]+Z$/,
    triangleDown: /^M([\d. ]+L){2}[\d. ]+Z$/,
  };

  it.each(seriesNames)("every series' colour, dash and marker is drawn: %s", (color) => {
    const { dash, marker } = seriesLooks[color];
    const svg = drawn([line({ color, dash, marker })]);
    expect(strokesOf(svg)[0]?.['stroke']).toBe(paperColor(color));
    expect(strokesOf(svg)[0]?.['stroke-dasharray'] ?? '').toBe(dash.join(' '));
    expect(marksOf(svg)[0]?.['d']).toMatch(outlines[marker]);
  });

  it('a triangle points up or down', () => {
    const tip = (marker: Marker): number => {
      const places = placesOf(marksOf(drawn([line({ marker, points: [point(5, 50)] })]))[0] ?? {});
      const ys = places.map(([, y]) => y);
      const middle = (Math.min(...ys) + Math.max(...ys)) / 2;
      return ys.filter((y) => y < middle).length;
    };
    expect([tip('triangle'), tip('triangleDown')]).toEqual([1, 2]);
  });

  it('later lines lie over earlier ones, and every mark over every line', () => {
    const svg = drawn([line({ color: 'ticket' }), line({ color: 'randomReinit' })]);
    const order = shapesOf(svg).filter(({ stroke }) => stroke === '#0b63c5' || stroke === '#b45a00');
    expect(order.slice(0, 6).map(({ stroke, fill }) => [stroke, fill === 'none'])).toEqual([
      ['#0b63c5', true],
      ['#b45a00', true],
      ['#0b63c5', false],
      ['#0b63c5', false],
      ['#b45a00', false],
      ['#b45a00', false],
    ]);
  });
});

describe('ranges over trials', () => {
  const lines = [
    line({ key: 'a', points: [point(0, 20, 10, 30), point(10, 40, 30, 50)] }),
    line({ key: 'b', color: 'blue', points: [point(0, 60, 50, 70), point(10, 60, 50, 70)] }),
  ];
  const bands = (spreads: Spreads, spreadOf?: string): number =>
    shapesOf(drawn(lines, { spreads, ...(spreadOf ? { spreadOf } : {}) })).filter((shape) => shape['fill-opacity'] === '0.17').length;
  const bars = (spreads: Spreads): number =>
    shapesOf(drawn(lines, { spreads })).filter((shape) => shape['stroke-opacity'] === '0.75').length;

  it('are bands, one band, bars, or nothing', () => {
    expect([bands('bands'), bands('one'), bands('one', 'b'), bands('bars'), bands('none')]).toEqual([2, 1, 1, 0, 0]);
    expect([bars('bands'), bars('bars'), bars('none')]).toEqual([0, 2, 0]);
  });

  it('go from the lowest to the highest, cut off at the axes', () => {
    const band = shapesOf(drawn(lines)).find((shape) => shape['fill-opacity'] === '0.17');
    expect(band?.['clip-path']).toMatch(/^url/);
    const ys = placesOf(band ?? {}).map(([, y]) => y);
    // 30 and 50 % above, 30 and 10 % below, of 280 pixels from 316 upwards.
    expect(ys.map((y) => Math.round(((316 - y) / 280) * 100))).toEqual([30, 50, 30, 10]);
  });
});

describe('scales', () => {
  it('weights remaining are logarithmic, 100 % first, 0 after all others, and a single size in the middle', () => {
    expect(placesOnX(remainingAxis([100, 10, 1]), [100, 10, 1])).toEqual([0, 0.5, 1]);
    const zero = placesOnX(remainingAxis([100, 10, 0]), [10, 0]);
    expect(zero[1]).toBe(1);
    expect(zero[0]).toBeLessThan(0.95);
    expect(placesOnX(remainingAxis([100]), [100])).toEqual([0.5]);
  });

  it('iterations are logarithmic where one wants it', () => {
    const axis = logarithmicAxis('iteration', 'count', [10, 1000]);
    expect(placesOnX(axis, [10, 100, 1000])).toEqual([0, 0.5, 1]);
  });

  it('labels of ticks that are close are left out, lines of the grid are not', () => {
    const sizes = Array.from({ length: 25 }, (_, round) => 100 * 0.8 ** round);
    const svg = svgOf(figure([line({ points: [point(100, 50)] })], { x: remainingAxis(sizes) }), { width: 400 });
    const at = wordsOf(svg)
      .filter((word) => word['text-anchor'] === 'middle' && word.text !== 'weights remaining, %')
      .map(({ x }) => Number(x));
    expect(at.length).toBeGreaterThan(4);
    for (const [index, x] of at.entries()) if (index > 0) expect(x - (at[index - 1] ?? 0)).toBeGreaterThanOrEqual(38);
    // 25 columns and 6 rows.
    expect(shapesOf(svg).filter(({ stroke }) => stroke === '#dddddd')).toHaveLength(31);
  });
});

it('a saved figure of a run that collapsed says how many points its axis leaves out', () => {
  const collapsed = accuracyFigure(sampleDocument({ zero: true }));
  expect(collapsed.y.min).toBe(92);
  expect(svgOf(collapsed)).toContain('3 points lie below the axis.');
  expect(csvOf(collapsed)).toMatch(/^ticket,0,9\.8/m);
});

it.each([280, 360, 480, 720])('letters keep their size at a width of %s, and nothing leaves the figure', (width) => {
  const label = "reinitialisation from the survivors' values, one-shot (one-shot)";
  const svg = svgOf(figure([line({ label }), line()]), { width });
  expect(svg).toContain(`viewBox="0 0 ${width} `);
  expect(svg.match(/font-size="12"/g)).toHaveLength(1);
  expect(svg.match(/font-size/g)).toHaveLength(1);
  const height = Number(/viewBox="0 0 \d+ ([\d.]+)"/.exec(svg)?.[1]);
  const texts = wordsOf(svg);
  expect(texts.length).toBeGreaterThan(10);
  for (const { x, y, text, 'text-anchor': anchor } of texts) {
    const size = lettersWidth(text, 12, false);
    const left = Number(x) - (anchor === 'middle' ? size / 2 : anchor === 'end' ? size : 0);
    expect([left >= 0, left + size <= width, Number(y) <= height], text).toEqual([true, true, true]);
  }
});

it('thousands of points in a narrow figure are drawn as fewer, with the same extremes', () => {
  const points = Array.from({ length: 10_000 }, (_, x) => point(x / 1000, x === 5000 ? 90 : x === 5001 ? 10 : 50));
  const heights = placesOf(strokesOf(drawn([line({ marker: null, points })]))[0] ?? {}).map(([, y]) => y);
  expect(heights.length).toBeLessThan(3000);
  expect(Math.min(...heights)).toBeLessThan(316 - 0.88 * 280);
  expect(Math.max(...heights)).toBeGreaterThan(316 - 0.12 * 280);
});

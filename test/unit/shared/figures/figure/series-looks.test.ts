import { describe, expect, it } from 'vitest';
import { hues, paperNeutrals } from '../../../../../src/shared/figures/figure/palette.ts';
import { paperColor, seriesLooks } from '../../../../../src/shared/figures/figure/series-looks.ts';
import { type SeriesName, seriesNames, seriesShortOf, seriesTitleOf, seriesWords } from '../../../../../src/shared/specs/series.ts';
import { contrast, distance, type visions } from './colour-vision.ts';

const pairs = seriesNames.flatMap((a, index) => seriesNames.slice(index + 1).map((b) => [a, b] as const));
/** The grounds of VS Code's dark themes, the palest last. */
const darkGrounds = ['#000000', '#1e1e1e', '#252526'];

describe('the measures of these tests', () => {
  it('agree with published values', () => {
    expect(contrast('#ffffff', '#000000')).toBe(21);
    // WCAG's well-known example: #767676 is the palest grey with 4.5 to 1 on white.
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    // OKLab of white is (1, 0, 0), of black 0.
    expect(distance('#ffffff', '#000000')).toBeCloseTo(1, 4);
    expect(distance('#ff0000', '#00ff00', 'deuteranopia')).toBeLessThan(distance('#ff0000', '#00ff00'));
  });
});

describe('the table of series', () => {
  it('has a row of looks and a row of words for each of the seventeen series', () => {
    expect(seriesNames).toHaveLength(17);
    expect(Object.keys(seriesLooks).toSorted()).toEqual([...seriesNames].toSorted());
    for (const wordsOf of [(name: SeriesName) => seriesWords[name].role, seriesTitleOf, seriesShortOf])
      expect(new Set(seriesNames.map(wordsOf)).size).toBe(17);
  });

  it('tells every two series apart without any colour: no two share dash and marker', () => {
    const shapes = seriesNames.map((name) => `${seriesLooks[name].marker} ${seriesLooks[name].dash.join()}`);
    expect(new Set(shapes).size).toBe(17);
  });

  it.each(['paper', 'dark'] as const)('has colours that differ, also for colour-blind readers: %s', (ground) => {
    const near = (vision: keyof typeof visions, least: number) =>
      pairs.filter(([a, b]) => distance(seriesLooks[a].color[ground], seriesLooks[b].color[ground], vision) < least);
    expect(near('usual', 0.06)).toEqual([]);
    expect(near('protanopia', 0.03)).toEqual([]);
    expect(near('deuteranopia', 0.03)).toEqual([]);
  });

  it.each(seriesNames)('has colours that stand out from their grounds by 3 to 1: %s', (name) => {
    const { paper, dark } = seriesLooks[name].color;
    expect(contrast(paper, paperNeutrals.background)).toBeGreaterThanOrEqual(3);
    for (const ground of darkGrounds) expect(contrast(dark, ground)).toBeGreaterThanOrEqual(3);
  });

  it('has a paper colour for every name of a colour', () => {
    expect(paperColor('ticket')).toBe(hues.blue.paper);
    expect([paperColor('green'), paperColor('dim')]).toEqual([hues.green.paper, paperNeutrals.dim]);
  });
});

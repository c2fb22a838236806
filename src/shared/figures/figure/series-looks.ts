/**
 * The looks of the series: colours on paper and in the panel, dash and marker. The words are in `specs/series.ts`.
 * A series without a look does not compile. No two series share both dash and marker, so that colour alone never tells them apart.
 */
import type { SeriesName } from '../../specs/series.ts';
import type { Marker } from './figure.ts';
import { type Color, type FigureColor, hues, isHue, isNeutral, isRampStep, paperNeutrals, ramp } from './palette.ts';

export interface SeriesLook {
  readonly color: Color;
  /** Lengths of strokes and gaps, alternately; none for a solid line. */
  readonly dash: readonly number[];
  readonly marker: Marker;
}

const solid: readonly number[] = [];
const dashed = [7, 4];
const dotted = [2, 3];
const long = [14, 4];
const dashDot = [9, 3, 2, 3];
const dashDotDot = [9, 3, 2, 3, 2, 3];

export const seriesLooks: Readonly<Record<SeriesName, SeriesLook>> = {
  ticket: { color: hues.blue, dash: solid, marker: 'circle' },
  randomReinit: { color: hues.orange, dash: dashed, marker: 'rect' },
  randomMask: { color: hues.purple, dash: dotted, marker: 'triangle' },
  survivorReinit: { color: hues.red, dash: dashed, marker: 'rectRot' },
  signReinit: { color: hues.green, dash: dashed, marker: 'triangle' },
  constantSign: { color: hues.yellow, dash: dashed, marker: 'triangleDown' },
  shuffledWeights: { color: { paper: '#1c5755', dark: '#4dfef9' }, dash: dotted, marker: 'rectRot' },
  noiseHalf: { color: { paper: '#1c8cb4', dark: '#2785a9' }, dash: long, marker: 'circle' },
  noise1: { color: { paper: '#4c5d80', dark: '#88a7e7' }, dash: long, marker: 'rect' },
  noise2: { color: { paper: '#3e2685', dark: '#8073d1' }, dash: long, marker: 'triangle' },
  noise3: { color: { paper: '#572f3c', dark: '#fac8d6' }, dash: long, marker: 'rectRot' },
  globalRandomMask: { color: { paper: '#ba6c95', dark: '#be5c92' }, dash: dotted, marker: 'triangleDown' },
  dataOrder: { color: { paper: '#6b8a6a', dark: '#9cf09b' }, dash: dashDot, marker: 'circle' },
  union: { color: { paper: '#084b0f', dark: '#659c65' }, dash: dashDot, marker: 'triangle' },
  intersection: { color: { paper: '#d55f5b', dark: '#e9b6b1' }, dash: dashDot, marker: 'triangleDown' },
  transfer: { color: { paper: '#9871d5', dark: '#ceb6fc' }, dash: dashDotDot, marker: 'circle' },
  transferReinit: { color: { paper: '#613878', dark: '#bea7cd' }, dash: dashDotDot, marker: 'rect' },
};

/** Colour, dash and marker of a series' line in a figure. */
export const lineLook = (name: SeriesName): { color: SeriesName; dash: readonly number[]; marker: Marker } => ({
  color: name,
  dash: seriesLooks[name].dash,
  marker: seriesLooks[name].marker,
});

/** A colour on white paper, as #rrggbb. */
export function paperColor(name: FigureColor): string {
  if (isNeutral(name)) return paperNeutrals[name];
  if (isRampStep(name)) return ramp[name].paper;
  return (isHue(name) ? hues[name] : seriesLooks[name].color).paper;
}

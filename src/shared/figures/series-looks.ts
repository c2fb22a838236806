/** How a series looks in every figure: colour by name, dash and marker, so that it is never told apart by colour alone. */
import type { SeriesName } from '../specs/series.ts';
import type { Marker } from './figure.ts';

export interface SeriesLook {
  readonly color: string;
  readonly dash: readonly number[];
  readonly marker: Marker;
}

const look = (color: string, marker: Marker, ...dash: readonly number[]): SeriesLook => ({ color, dash, marker });

export const seriesLooks: Readonly<Record<SeriesName, SeriesLook>> = {
  ticket: look('ticket', 'circle'),
  randomReinit: look('reinit', 'rect', 7, 4),
  randomMask: look('mask', 'triangle', 2, 3),
  survivorReinit: look('red', 'rectRot', 7, 4),
  signReinit: look('green', 'rect', 7, 2, 2, 2),
  constantSign: look('yellow', 'triangle', 7, 4),
  shuffledWeights: look('teal', 'rectRot', 2, 3),
  noiseHalf: look('sand', 'circle', 10, 3),
  noise1: look('olive', 'rect', 10, 3),
  noise2: look('rust', 'triangle', 10, 3),
  noise3: look('pink', 'rectRot', 10, 3),
  globalRandomMask: look('plum', 'rect', 2, 3),
  dataOrder: look('slate', 'rectRot', 4, 2),
  union: look('moss', 'triangle', 12, 3, 2, 3),
  intersection: look('brown', 'rectRot', 12, 3, 2, 3),
  transfer: look('violet', 'circle', 5, 2),
  transferReinit: look('rose', 'rect', 5, 5),
};

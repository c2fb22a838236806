import type { ExperimentDocument, SeriesName } from '../src/shared/experiment.ts';
import { seriesNames } from '../src/shared/experiment.ts';
import { isPlanned } from '../src/shared/planned-series.ts';
import { seriesWords } from '../src/shared/series.ts';

export interface SeriesStyle {
  readonly label: string;
  /** CSS variable of panel.css. */
  readonly color: string;
  readonly dash: readonly number[];
  readonly point: 'circle' | 'rect' | 'triangle' | 'rectRot';
}

const style = (name: SeriesName, color: string, point: SeriesStyle['point'], ...dash: readonly number[]): SeriesStyle => {
  return { label: seriesWords[name].title, color: `--series-${color}`, dash, point };
};

/** A series looks the same everywhere and is never told apart by colour alone. */
export const seriesStyles: Readonly<Record<SeriesName, SeriesStyle>> = {
  ticket: style('ticket', 'ticket', 'circle'),
  randomReinit: style('randomReinit', 'reinit', 'rect', 7, 4),
  randomMask: style('randomMask', 'mask', 'triangle', 2, 3),
  survivorReinit: style('survivorReinit', 'red', 'rectRot', 7, 4),
  signReinit: style('signReinit', 'green', 'rect', 7, 2, 2, 2),
  constantSign: style('constantSign', 'yellow', 'triangle', 7, 4),
  shuffledWeights: style('shuffledWeights', 'teal', 'rectRot', 2, 3),
  noiseHalf: style('noiseHalf', 'sand', 'circle', 10, 3),
  noise1: style('noise1', 'olive', 'rect', 10, 3),
  noise2: style('noise2', 'rust', 'triangle', 10, 3),
  noise3: style('noise3', 'pink', 'rectRot', 10, 3),
  globalRandomMask: style('globalRandomMask', 'plum', 'rect', 2, 3),
  dataOrder: style('dataOrder', 'slate', 'rectRot', 4, 2),
  union: style('union', 'moss', 'triangle', 12, 3, 2, 3),
  intersection: style('intersection', 'brown', 'rectRot', 12, 3, 2, 3),
  transfer: style('transfer', 'violet', 'circle', 5, 2),
  transferReinit: style('transferReinit', 'rose', 'rect', 5, 5),
};

export const controlSeries = seriesNames.filter((name) => name !== 'ticket');

/** The series that this experiment has or will have. */
export function seriesOf({ config, rounds }: ExperimentDocument): readonly SeriesName[] {
  return seriesNames.filter((name) => isPlanned(config, name, config.pruning.rounds) || rounds.some(({ series }) => series[name]));
}

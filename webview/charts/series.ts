import { roundCount } from '../../src/shared/config/schema/pruning-schema.ts';
import type { Marker } from '../../src/shared/figures/figure.ts';
import { seriesLooks } from '../../src/shared/figures/series-looks.ts';
import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import { isPlanned } from '../../src/shared/results/planned-series.ts';
import { type SeriesName, seriesNames, seriesWords } from '../../src/shared/specs/series.ts';

export interface SeriesStyle {
  readonly label: string;
  /** CSS variable of panel.css. */
  readonly color: string;
  readonly dash: readonly number[];
  readonly point: Marker;
}

function styleOf(name: SeriesName): SeriesStyle {
  const { color, dash, marker } = seriesLooks[name];
  return { label: seriesWords[name].title, color: `--series-${color}`, dash, point: marker };
}

/** A series looks the same everywhere and is never told apart by colour alone. */
export const seriesStyles = Object.fromEntries(seriesNames.map((name) => [name, styleOf(name)])) as Readonly<
  Record<SeriesName, SeriesStyle>
>;

export const controlSeries = seriesNames.filter((name) => name !== 'ticket');

/** The series that this experiment has or will have. */
export function seriesOf({ config, rounds }: ExperimentDocument): readonly SeriesName[] {
  return seriesNames.filter((name) => isPlanned(config, name, roundCount(config.pruning)) || rounds.some(({ series }) => series[name]));
}

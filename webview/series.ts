import type { ExperimentDocument, SeriesName } from '../src/shared/experiment.ts';
import { seriesNames } from '../src/shared/experiment.ts';

export interface SeriesStyle {
  readonly label: string;
  /** CSS variable of panel.css. */
  readonly color: string;
  readonly dash: readonly number[];
  readonly point: 'circle' | 'rect' | 'triangle';
}

/** The three series look the same everywhere and are never told apart by colour alone. */
export const seriesStyles: Readonly<Record<SeriesName, SeriesStyle>> = {
  ticket: { label: 'ticket', color: '--series-ticket', dash: [], point: 'circle' },
  randomReinit: { label: 'random reinitialisation', color: '--series-reinit', dash: [7, 4], point: 'rect' },
  randomMask: { label: 'random mask', color: '--series-mask', dash: [2, 3], point: 'triangle' },
};

/** The series that this experiment has or will have. */
export function seriesOf(document: ExperimentDocument): readonly SeriesName[] {
  const { controls } = document.config;
  const planned = (name: SeriesName): boolean => name === 'ticket' || controls[name] > 0;
  return seriesNames.filter((name) => planned(name) || document.rounds.some(({ series }) => series[name] !== undefined));
}

/** How many trainings an experiment has, by its config alone. */
import { seriesNames } from '../../specs/series.ts';
import { plannedAt, type SeriesConfig } from './planned-series.ts';
import { roundCount } from './round-count.ts';

/** Of one experiment: beyond it a list of them alone would fill the memory of whoever looks at it, the editor too. */
export const mostTrainings = 1_000_000;

type Countable = SeriesConfig & { readonly trials: number; readonly pruning: Parameters<typeof roundCount>[0] };

/** Number of trainings: for each trial the dense network, then in each round the ticket and its controls. Nothing is listed for it. */
export function plannedTrainings(config: Countable): number {
  let ofOneTrial = 0;
  for (let round = 0; round <= roundCount(config.pruning); round++)
    for (const series of seriesNames) ofOneTrial += plannedAt(config, series, round);
  return ofOneTrial * config.trials;
}

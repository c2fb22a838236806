import { isPlanned, roundCount } from '../../src/shared/config/facts/planned-trainings.ts';
import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import { type SeriesName, seriesNames } from '../../src/shared/specs/series.ts';

/** The series that this experiment has or will have. */
export function seriesOf({ config, rounds }: ExperimentDocument): readonly SeriesName[] {
  return seriesNames.filter((name) => isPlanned(config, name, roundCount(config.pruning)) || rounds.some(({ series }) => series[name]));
}

import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import { seriesNames } from '../../src/shared/results/experiment.ts';
import type { LineChart } from '../charts/create-chart.ts';

/** Points of accuracy below the best that the axis still shows; networks that have collapsed would flatten all others. */
const depth = 6;

/** Where the accuracy axis starts, in percent, if something lies further down; null where everything fits. */
export function accuracyFloor({ rounds }: ExperimentDocument): number | null {
  const spreads = rounds.flatMap(({ series }) => seriesNames.flatMap((name) => series[name]?.testAccuracyAtEarlyStop ?? []));
  if (spreads.length === 0) return null;
  const best = 100 * Math.max(...spreads.map(({ max }) => max));
  const worst = 100 * Math.min(...spreads.map(({ min }) => min));
  return best - worst > 2 * depth ? Math.floor(best - depth) : null;
}

export function setFloor(chart: LineChart, floor: number | null): void {
  const y = chart.options.scales?.['y'];
  if (!y) return;
  if (floor === null) delete y.min;
  else y.min = floor;
}

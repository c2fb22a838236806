/** The barriers between tickets and their copies in another data order; means over the trials. */
import type { ExperimentDocument } from '../shared/results/experiment.ts';
import { formatAccuracyNumber, formatRemaining } from '../shared/text/format.ts';
import { instabilityRows } from '../shared/results/instability-rows.ts';
import type { InstabilityRow } from '../shared/results/instability-rows.ts';
import { table } from './table.ts';

/** '' where nothing has been measured. */
export function instabilityTable(document: ExperimentDocument): string {
  const rows = instabilityRows(document);
  if (rows.length === 0) return '';
  const columns = table<InstabilityRow>(
    [
      { title: 'round', align: 'right', cell: ({ round }) => String(round) },
      { title: 'remaining', align: 'right', cell: ({ remaining }) => formatRemaining(remaining) },
      { title: 'error barrier, points', align: 'right', cell: ({ errorBarrier }) => formatAccuracyNumber(errorBarrier) },
      { title: 'loss barrier', align: 'right', cell: ({ lossBarrier }) => lossBarrier.toFixed(4) },
      { title: 'trials', align: 'right', cell: ({ trials }) => String(trials) },
    ],
    rows,
  );
  return `${columns}\n\nBarrier: the highest test error (loss) on the line between two copies in different data orders, less the mean of its ends; about 0: stable.`;
}

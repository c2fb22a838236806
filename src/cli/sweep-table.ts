/** A sweep's members side by side; means over the trials. */
import { formatCount, formatRemaining } from '../shared/text/format.ts';
import { lastPoint, winningPoint } from '../shared/results/sweep-row.ts';
import type { SweepPoint, SweepRow } from '../shared/results/sweep-row.ts';
import { table } from './table.ts';
import { absent, accuracy } from './words.ts';

const stop = (point: SweepPoint | undefined): string =>
  point?.earlyStopIteration === null || point === undefined ? absent : formatCount(point.earlyStopIteration);
const share = (point: SweepPoint | undefined): string => (point ? formatRemaining(point.remaining) : absent);

export function sweepTable(rows: readonly SweepRow[]): string {
  return table<SweepRow>(
    [
      { title: 'experiment', cell: ({ values }) => values },
      { title: 'dense', align: 'right', cell: ({ rounds }) => accuracy(rounds[0]?.testAccuracy) },
      { title: 'stop', align: 'right', cell: ({ rounds }) => stop(rounds[0]) },
      { title: 'last ticket', align: 'right', cell: (row) => share(lastPoint(row)) },
      { title: 'accuracy', align: 'right', cell: (row) => accuracy(lastPoint(row)?.testAccuracy) },
      { title: 'stop', align: 'right', cell: (row) => stop(lastPoint(row)) },
      { title: 'winning ticket', align: 'right', cell: (row) => share(winningPoint(row)) },
      {
        title: 'trainings',
        align: 'right',
        cell: ({ finishedTrainings, plannedTrainings }) => `${finishedTrainings} of ${plannedTrainings}`,
      },
      { title: 'state', cell: ({ state }) => state },
    ],
    rows,
  );
}

/** The barriers between tickets and their copies in another data order; means over the trials. */
import { spread } from '../lottery/spread.ts';
import type { ExperimentDocument, InstabilitySummary } from '../shared/experiment.ts';
import { formatAccuracyNumber, formatRemaining } from '../shared/format.ts';
import { table } from './table.ts';
import { absent } from './words.ts';

interface Row {
  readonly round: number;
  readonly remaining: string;
  readonly measured: readonly InstabilitySummary[];
}

function rowsOf({ rounds, instability = [] }: ExperimentDocument): Row[] {
  return rounds
    .map(({ round, remaining }) => ({
      round,
      remaining: formatRemaining(remaining),
      measured: instability.filter((one) => one.round === round),
    }))
    .filter(({ measured }) => measured.length > 0);
}

const mean = (values: readonly number[], format: (value: number) => string): string => {
  const found = spread(values);
  return found === null ? absent : format(found.mean);
};

/** '' where nothing has been measured. */
export function instabilityTable(document: ExperimentDocument): string {
  const rows = rowsOf(document);
  if (rows.length === 0) return '';
  const columns = table<Row>(
    [
      { title: 'round', align: 'right', cell: ({ round }) => String(round) },
      { title: 'remaining', align: 'right', cell: ({ remaining }) => remaining },
      {
        title: 'error barrier, points',
        align: 'right',
        cell: ({ measured }) =>
          mean(
            measured.map((one) => one.errorBarrier),
            formatAccuracyNumber,
          ),
      },
      {
        title: 'loss barrier',
        align: 'right',
        cell: ({ measured }) =>
          mean(
            measured.map((one) => one.lossBarrier),
            (value) => value.toFixed(4),
          ),
      },
      { title: 'trials', align: 'right', cell: ({ measured }) => String(measured.length) },
    ],
    rows,
  );
  return `${columns}\n\nBarrier: the highest test error (loss) on the line between two copies in different data orders, less the mean of its ends; about 0: stable.`;
}

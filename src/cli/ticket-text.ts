/** A ticket as people read it. */
import type { TicketDetails, TrainingSummary } from '../shared/experiment.ts';
import { formatCount, formatRemaining } from '../shared/format.ts';
import { seriesWords } from '../shared/series.ts';
import { table } from './table.ts';
import { retrainingName, trainingsTable } from './trainings-table.ts';
import type { NamedTraining } from './trainings-table.ts';

type Layer = TicketDetails['layers'][number];

function layersTable(layers: readonly Layer[]): string {
  return table<Layer>(
    [
      { title: 'layer', cell: ({ name }) => name },
      { title: 'shape', cell: ({ shape }) => shape.join(' x ') },
      { title: 'weights', align: 'right', cell: ({ total }) => formatCount(total) },
      { title: 'remaining', align: 'right', cell: ({ remaining }) => formatCount(remaining) },
      { title: 'share', align: 'right', cell: ({ remaining, total }) => formatRemaining(total === 0 ? 0 : remaining / total) },
    ],
    layers,
  );
}

const controlName = ({ series, replicate }: TrainingSummary): string => `${seriesWords[series].title} ${replicate}`;

function trainings({ training, dense, controls, retrainings, round }: TicketDetails): NamedTraining[] {
  const named = (name: string, summary: TrainingSummary | null): NamedTraining[] => (summary ? [{ name, training: summary }] : []);
  return [
    ...named('ticket', training),
    ...(round === 0 ? [] : named('dense network', dense)),
    ...controls.map((control) => ({ name: controlName(control), training: control })),
    ...retrainings.map((retraining) => ({ name: retrainingName(retraining), training: retraining })),
  ];
}

export function ticketText(ticket: TicketDetails): string {
  const head = [`${ticket.ticket}: ${formatRemaining(ticket.remaining)} of the weights remain`, `seed ${ticket.seed}`];
  const hashes = [`mask            ${ticket.maskHash ?? 'none (dense)'}`, `initial weights ${ticket.initialWeightsHash}`];
  const trained = trainings(ticket);
  return [
    head.join(', '),
    layersTable(ticket.layers),
    trained.length > 0 ? trainingsTable(trained) : 'Not trained yet.',
    hashes.join('\n'),
  ].join('\n\n');
}

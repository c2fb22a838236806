/** A ticket as people read it. */
import { earlyBirdWords } from '../../shared/results/pruning/early-bird.ts';
import { type EvaluatedNetwork, momentName } from '../../shared/results/pruning/evaluated-network.ts';
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import type { FilterSpread, LayerDetails, TicketDetails } from '../../shared/results/ticket/ticket-details.ts';
import { costWords } from '../../shared/results/pruning/ticket-cost.ts';
import { layerKindWords } from '../../shared/results/ticket/layer-words.ts';
import type { LayerAnalysis, TicketAnalysis } from '../../shared/results/ticket/ticket-analysis.ts';
import { seriesTitleOf } from '../../shared/specs/series.ts';
import { formatAccuracy, formatCount, formatRemaining, formatThreeDigits } from '../../shared/text/format.ts';
import { type Grid, grid, gridText, table } from './table.ts';
import { type NamedTraining, retrainingName, trainingsTable } from './trainings-table.ts';

interface Row {
  readonly name: string;
  readonly spread: FilterSpread;
}

/** How a ticket's convolutions are spread over their filters; empty where there are none. */
function filtersTable(layers: readonly LayerDetails[]): readonly string[] {
  const rows = layers.flatMap(({ name, filters }): Row[] => (filters ? [{ name, spread: filters }] : []));
  if (rows.length === 0) return [];
  const text = table<Row>(
    [
      { title: 'layer', cell: ({ name }) => name },
      { title: 'filters', align: 'right', cell: ({ spread }) => formatCount(spread.filters) },
      { title: 'fully pruned', align: 'right', cell: ({ spread }) => formatCount(spread.pruned) },
      { title: 'of', align: 'right', cell: ({ spread }) => formatCount(spread.weights) },
      { title: 'least', align: 'right', cell: ({ spread }) => formatCount(spread.least) },
      { title: 'median', align: 'right', cell: ({ spread }) => formatCount(spread.median) },
      { title: 'most', align: 'right', cell: ({ spread }) => formatCount(spread.most) },
    ],
    rows,
  );
  return [`${text}\n\nFilters: of so many weights each, least / median / most remain.`];
}

type Layer = TicketDetails['layers'][number];

const shareOf = ({ remaining, total }: Layer): number => (total === 0 ? 0 : remaining / total);

export function layersGrid({ layers }: TicketDetails): Grid {
  return grid<Layer>(
    [
      { title: 'layer', cell: ({ name }) => name },
      { title: 'kind', cell: ({ kind }) => layerKindWords(kind) },
      { title: 'shape', cell: ({ shape }) => shape.join(' x ') },
      { title: 'weights', align: 'right', cell: ({ total }) => formatCount(total), value: ({ total }) => total },
      { title: 'remaining', align: 'right', cell: ({ remaining }) => formatCount(remaining), value: ({ remaining }) => remaining },
      { title: 'share', align: 'right', cell: (layer) => formatRemaining(shareOf(layer)), value: shareOf },
    ],
    layers,
  );
}

const controlName = ({ series, replicate }: TrainingSummary): string => `${seriesTitleOf(series)} ${replicate}`;

function trainings({ training, dense, controls, retrainings, round }: TicketDetails): NamedTraining[] {
  const named = (name: string, summary: TrainingSummary | null): NamedTraining[] => (summary ? [{ name, training: summary }] : []);
  return [
    ...named('ticket', training),
    ...(round === 0 ? [] : named('dense network', dense)),
    ...controls.map((control) => ({ name: controlName(control), training: control })),
    ...retrainings.map((retraining) => ({ name: retrainingName(retraining), training: retraining })),
  ];
}

const median = (counts: readonly number[]): number => counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
const spreadWords = (counts: readonly number[]): string => `${Math.min(...counts)} / ${median(counts)} / ${Math.max(...counts)}`;

function analysisTable(layers: readonly LayerAnalysis[]): string {
  const rows = table<LayerAnalysis>(
    [
      { title: 'layer', cell: ({ name }) => name },
      { title: 'moved (mean)', align: 'right', cell: ({ moved }) => (moved ? formatThreeDigits(moved.mean) : '-') },
      { title: 'into a unit', align: 'right', cell: ({ incoming }) => spreadWords(incoming) },
      { title: 'out of an input', align: 'right', cell: ({ outgoing }) => spreadWords(outgoing) },
      { title: 'units without', align: 'right', cell: (layer) => `${layer.unitsWithoutIncoming} of ${layer.incoming.length}` },
      { title: 'inputs without', align: 'right', cell: (layer) => `${layer.inputsWithoutOutgoing} of ${layer.outgoing.length}` },
    ],
    layers,
  );
  const convolutions = layers.some(({ shape }) => shape.length === 4) ? ' Of a convolution a unit is a filter, an input a channel.' : '';
  return `${rows}\n\nSurviving connections: least / median / most; units that nothing enters and inputs that nothing leaves have died.${convolutions}`;
}

function evaluatedText({ moment, testAccuracy, testLoss, validationAccuracy, validationLoss }: EvaluatedNetwork): string {
  const test = `test accuracy ${formatAccuracy(testAccuracy)}, loss ${formatThreeDigits(testLoss)}`;
  const validation = `validation accuracy ${formatAccuracy(validationAccuracy)}, loss ${formatThreeDigits(validationLoss)}`;
  return `${momentName(moment)}: ${test}; ${validation}`;
}

export function ticketText(ticket: TicketDetails, analysis: TicketAnalysis | null = null): string {
  const { earlyBird } = ticket;
  const head = [`${ticket.ticket}: ${formatRemaining(ticket.remaining)} of the weights remain`, `seed ${ticket.seed}`];
  const hashes = [`mask            ${ticket.maskHash ?? 'none (dense)'}`, `initial weights ${ticket.initialWeightsHash}`];
  const trained = trainings(ticket);
  return [
    head.join(', '),
    ...(earlyBird ? [`Early-Bird: ${earlyBirdWords(earlyBird)}`] : []),
    ...ticket.evaluated.map(evaluatedText),
    ...(ticket.cost ? [`Cost: ${costWords(ticket.cost)}`] : []),
    gridText(layersGrid(ticket)),
    ...filtersTable(ticket.layers),
    ...(analysis ? [analysisTable(analysis.layers)] : []),
    trained.length > 0 ? trainingsTable(trained) : 'Not trained yet.',
    hashes.join('\n'),
  ].join('\n\n');
}

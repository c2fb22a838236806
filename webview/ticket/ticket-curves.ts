import { trainingAxes } from '../../src/shared/figures/axis.ts';
import type { Quantity } from '../../src/shared/figures/curve-figure.ts';
import type { Figure, FigureLine } from '../../src/shared/figures/figure.ts';
import { lineLook } from '../../src/shared/figures/series-looks.ts';
import type { TicketDetails, TrainingSummary } from '../../src/shared/results/experiment.ts';
import { seriesNames, seriesWords } from '../../src/shared/specs/series.ts';
import type { Line } from '../charts/line.ts';
import { curveOf } from '../curves/round-curves.ts';

/** A line with the words of its legend. */
interface NamedLine extends Line {
  readonly label: string;
}

/** A ticket's curve beside its controls' and the dense network's. */
export function ticketCurves(ticket: TicketDetails, quantity: Quantity, hidden: readonly string[]): readonly NamedLine[] {
  const all = [...(ticket.training ? [ticket.training] : []), ...ticket.controls];
  const lines = seriesNames.flatMap((name) => {
    const trainings = all.filter(({ series }) => series === name);
    return trainings[0] ? [seriesLine(trainings[0], trainings, quantity, hidden)] : [];
  });
  return [...lines, ...(ticket.dense && ticket.round > 0 ? [denseLine(ticket.dense, quantity)] : [])];
}

function seriesLine(
  { series }: TrainingSummary,
  trainings: readonly TrainingSummary[],
  quantity: Quantity,
  hidden: readonly string[],
): NamedLine {
  const label = seriesWords[series].title;
  const points = curveOf(trainings, quantity, label);
  return { key: series, label, points, ...lineLook(series), marker: null, width: 1.75, hidden: hidden.includes(series) };
}

function denseLine(dense: TrainingSummary, quantity: Quantity): NamedLine {
  const label = 'dense network';
  const points = curveOf([dense], quantity, label);
  return { key: 'dense', label, points, color: 'dim', dash: [1, 3], marker: null, width: 1.5, hidden: false };
}

const figureLine = ({ label, color, dash, points }: NamedLine): FigureLine => ({ label, color, dash, marker: null, step: false, points });

/** The ticket's curves as a figure for files; the axis leaves out the steep first tenth, as the chart does. */
export function ticketFigure({ ticket, trial, round }: TicketDetails, lines: readonly NamedLine[]): Figure {
  const shown = lines.filter(({ hidden }) => !hidden).map(figureLine);
  const words = { id: `trial-${trial}-round-${String(round).padStart(2, '0')}`, title: `The training of ${ticket}` };
  return {
    ...{ ...words, caption: 'The ticket beside its controls and the dense network.', lines: shown },
    ...trainingAxes(shown, 'accuracy, %'),
  };
}

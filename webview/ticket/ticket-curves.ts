import { trainingAxes } from '../../src/shared/figures/axis.ts';
import type { Figure, FigureLine } from '../../src/shared/figures/figure.ts';
import type { TicketDetails, TrainingSummary } from '../../src/shared/results/experiment.ts';
import type { Line } from '../charts/line-set.ts';
import { curvePoints } from '../curves/round-curves.ts';
import { controlSeries, seriesStyles } from '../charts/series.ts';

const labelOf = (key: string): string => Object.entries(seriesStyles).find(([name]) => name === key)?.[1].label ?? 'dense network';

function figureLine({ key, color, dash, points }: Line): FigureLine {
  return { label: labelOf(key), color: color.replace(/^--(series-)?/, ''), dash, marker: null, step: false, points };
}

/** The ticket's curves as a figure for files; the axis leaves out the steep first tenth, as the chart does. */
export function ticketFigure(ticket: string, lines: readonly Line[]): Figure {
  const shown = lines.filter(({ hidden }) => !hidden).map(figureLine);
  const words = { id: ticket.replace(/^.*\/(trial)/, '$1').replace('/', '-'), title: `The training of ${ticket}` };
  return {
    ...{ ...words, caption: 'The ticket beside its controls and the dense network.', lines: shown },
    ...trainingAxes(shown, 'accuracy, %'),
  };
}

/** A ticket's curve beside the dense network's and its controls'. */
export function ticketCurves(ticket: TicketDetails, quantity: 'test' | 'validation', hidden: readonly string[]): Line[] {
  const own = ticket.training ? [line(ticket.training, [ticket.training], quantity, hidden)] : [];
  const dense = ticket.dense && ticket.round > 0 ? [denseLine(ticket.dense, quantity)] : [];
  const controls = controlSeries.flatMap((name) => {
    const trainings = ticket.controls.filter(({ series }) => series === name);
    return trainings[0] ? [line(trainings[0], trainings, quantity, hidden)] : [];
  });
  return [...own, ...controls, ...dense];
}

function line(
  first: TrainingSummary,
  trainings: readonly TrainingSummary[],
  quantity: 'test' | 'validation',
  hidden: readonly string[],
): Line {
  const { label, color, dash } = seriesStyles[first.series];
  const points = curvePoints(trainings, quantity, label);
  return { key: first.series, points, color, dash, point: false, width: 1.75, hidden: hidden.includes(first.series) };
}

function denseLine(dense: TrainingSummary, quantity: 'test' | 'validation'): Line {
  return {
    key: 'dense',
    points: curvePoints([dense], quantity, 'dense network'),
    color: '--dim',
    dash: [1, 3],
    point: false,
    width: 1.5,
    hidden: false,
  };
}

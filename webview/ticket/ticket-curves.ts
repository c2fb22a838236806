import type { TicketDetails, TrainingSummary } from '../../src/shared/results/experiment.ts';
import type { Line } from '../charts/line-set.ts';
import { curvePoints } from '../curves/curve-points.ts';
import { controlSeries, seriesStyles } from '../series.ts';

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

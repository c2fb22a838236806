import { linearAxis } from '../../src/shared/figures/axis.ts';
import type { Figure, FigureLine } from '../../src/shared/figures/figure.ts';
import type { Line } from '../charts/line-set.ts';
import { seriesStyles } from '../series.ts';

const labelOf = (key: string): string => Object.entries(seriesStyles).find(([name]) => name === key)?.[1].label ?? 'dense network';

function figureLine({ key, color, dash, points }: Line): FigureLine {
  return { label: labelOf(key), color: color.replace(/^--(series-)?/, ''), dash, marker: null, step: false, points };
}

/** The ticket's curves as a figure for files; the axis leaves out the steep first tenth, as the chart does. */
export function ticketFigure(ticket: string, lines: readonly Line[]): Figure {
  const shown = lines.filter(({ hidden }) => !hidden).map(figureLine);
  const points = shown.flatMap((line) => line.points);
  const last = Math.max(1, ...points.map(({ x }) => x));
  const later = points.filter(({ x }) => x >= last / 10).flatMap(({ low, high }) => [low, high]);
  const words = { id: ticket.replace(/^.*\/(trial)/, '$1').replace('/', '-'), title: `The training of ${ticket}` };
  return {
    ...{ ...words, caption: 'The ticket beside its controls and the dense network.', lines: shown },
    ...{ x: linearAxis('iteration', 'count', [0, last]), y: linearAxis('accuracy, %', 'percent', later) },
  };
}

import type { Figure, FigureLine } from '../../src/shared/figures/figure.ts';
import { trainingAxes } from '../../src/shared/figures/training-axes.ts';
import type { Line } from '../charts/line-set.ts';
import { seriesStyles } from '../series.ts';

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

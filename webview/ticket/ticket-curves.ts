import { trainingAxes } from '../../src/shared/figures/figure/axis.ts';
import { curvePoints, type Quantity, accuracyTitle } from '../../src/shared/figures/curve-points.ts';
import type { Figure, FigureLine } from '../../src/shared/figures/figure/figure.ts';
import { lineLook } from '../../src/shared/figures/figure/series-looks.ts';
import type { TrainingSummary } from '../../src/shared/results/experiment.ts';
import type { TicketDetails } from '../../src/shared/results/ticket/ticket-details.ts';
import { seriesNames, seriesTitleOf } from '../../src/shared/specs/series.ts';
import { t } from '../../src/shared/text/language.ts';

/** Round 0 has no ticket yet. */
export const ticketTitle = ({ round, trial }: TicketDetails): string =>
  round === 0 ? t('Dense network, trial {0}', trial) : t('Ticket of round {0}, trial {1}', round, trial);

const plain = { marker: null, step: false } as const;

function seriesLine(trainings: readonly TrainingSummary[], { series }: TrainingSummary, quantity: Quantity): FigureLine {
  return { key: series, label: seriesTitleOf(series), ...lineLook(series), ...plain, points: curvePoints(trainings, quantity) };
}

const denseLine = (dense: TrainingSummary, quantity: Quantity): FigureLine => ({
  ...{ key: 'dense', label: t('dense network'), color: 'dim', dash: [1, 3], ...plain },
  points: curvePoints([dense], quantity),
});

/** It keeps the colour of the tickets, whose first it is. */
const asDense = (line: FigureLine): FigureLine => ({ ...line, label: t('dense network') });

/** Of round 0, the dense network itself, there are no controls. */
function wordsOf({ ticket, round, controls }: TicketDetails): Pick<Figure, 'title' | 'caption'> {
  if (round === 0) return { title: t('Its training'), caption: t('{0}: the dense network.', ticket) };
  if (controls.length === 0) return { title: t('Its training'), caption: t('{0} beside the dense network.', ticket) };
  return { title: t('Its training beside its controls'), caption: t('{0} beside its controls and the dense network.', ticket) };
}

/** A ticket's curve beside its controls' and the dense network's. @param hidden Series that are not drawn. */
export function ticketFigure(ticket: TicketDetails, quantity: Quantity, hidden: readonly string[]): Figure {
  const all = [...(ticket.training ? [ticket.training] : []), ...ticket.controls];
  const series = seriesNames.flatMap((name) => {
    const trainings = all.filter((training) => training.series === name);
    return trainings[0] && !hidden.includes(name) ? [seriesLine(trainings, trainings[0], quantity)] : [];
  });
  const lines = ticket.round > 0 ? [...series, ...(ticket.dense ? [denseLine(ticket.dense, quantity)] : [])] : series.map(asDense);
  return {
    id: `trial-${ticket.trial}-round-${String(ticket.round).padStart(2, '0')}`,
    ...wordsOf(ticket),
    ...{ lines, reference: 'dense', ...trainingAxes(lines, accuracyTitle(quantity)) },
  };
}

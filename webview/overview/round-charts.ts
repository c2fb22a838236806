import { remainingAxis } from '../../src/shared/figures/figure/axis.ts';
import type { Figure } from '../../src/shared/figures/figure/figure.ts';
import { accuracyFigure, stopFigure } from '../../src/shared/figures/round-figures.ts';
import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import { parseTicketName, ticketName } from '../../src/shared/results/ticket-name.ts';
import { axisMenu, withChosenEnds } from '../charts/axis-menu.ts';
import { ChartLink } from '../charts/chart-link.ts';
import { FigureChart, type Picked } from '../charts/figure-chart.ts';
import { seriesOf } from '../charts/series.ts';
import { settingsOf, spreadField } from '../curves/curve-settings.ts';
import { element } from '../dom/element.ts';
import type { Panel, View } from '../model/panel.ts';
import { t } from '../../src/shared/text/language.ts';

const figures = [
  { id: 'accuracy', what: () => t('test accuracy at early stop'), figure: accuracyFigure },
  { id: 'early-stop', what: () => t('early-stopping iteration'), figure: stopFigure },
] as const;

/** Where the inspected round stands on the axis. */
function markedSize({ rounds }: ExperimentDocument, ticket: string | null): number | null {
  const place = parseTicketName(ticket ?? '');
  const round = rounds.find((one) => one.round === place?.round);
  return round ? round.remaining * 100 : null;
}

/** With the series that are not hidden. */
function shownFigure(panel: Panel, document: ExperimentDocument, figure: typeof accuracyFigure): Figure {
  const names = seriesOf(document).filter((name) => !panel.state.hiddenSeries.includes(name));
  const shown = figure(document, names);
  return withChosenEnds(panel, { ...shown, x: plannedAxis(panel, shown), spreads: settingsOf(panel).spreads, ...spreadOf(panel) });
}

/** The axis has its whole width from the start of a run: points come, nothing moves. */
function plannedAxis({ snapshot: { underWay } }: Panel, { x }: Figure): Figure['x'] {
  const planned = underWay?.planned.map(({ remaining }) => remaining * 100) ?? [];
  const shortest = Math.min(...x.ticks);
  const coming = planned.filter((percent) => percent < shortest);
  return coming.length === 0 ? x : remainingAxis([...x.ticks, ...coming]);
}

const spreadOf = ({ state }: Panel): Pick<Figure, 'spreadOf'> => (state.spreadOf === undefined ? {} : { spreadOf: state.spreadOf });

/** The two figures of the paper: test accuracy at early stop, and the early-stopping iteration, against weights remaining. */
export function roundCharts(panel: Panel): View {
  const pick = ({ round }: Picked): void =>
    round === null ? undefined : panel.inspect(ticketName({ experiment: panel.state.experiment, trial: 1, round }));
  const link = new ChartLink();
  const charts = figures.map(({ id, what, figure }) => {
    const spreads = spreadField(panel);
    const menu = axisMenu(panel, id, what(), spreads.element);
    return { figure, spreads, chart: new FigureChart(panel, { what: what(), legend: false, pick, link, menu }) };
  });
  return {
    element: element('div', { class: 'charts round-charts' }, ...charts.map(({ chart }) => chart.element)),
    update({ snapshot: { document }, ticketName: name }) {
      if (!document || document.rounds.length === 0) return;
      for (const { chart, figure, spreads } of charts) {
        chart.draw(() => shownFigure(panel, document, figure), markedSize(document, name));
        spreads.update();
      }
    },
  };
}

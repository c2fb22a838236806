import { accuracyQuantity, curveFigure, failedToShow, failureLabel } from '../../src/shared/figures/curve-figure.ts';
import type { Quantity } from '../../src/shared/figures/curve-points.ts';
import type { Figure } from '../../src/shared/figures/figure/figure.ts';
import { lastIterationFigure } from '../../src/shared/figures/round-figures.ts';
import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import { ticketName } from '../../src/shared/results/ticket-name.ts';
import { axisMenu, withChosenEnds } from '../charts/axis-menu.ts';
import { ChartLink } from '../charts/chart-link.ts';
import { FigureChart, type Picked } from '../charts/figure-chart.ts';
import { element, setText } from '../dom/element.ts';
import { compareSection } from './compare-section.ts';
import type { Panel, View } from '../model/panel.ts';
import { curveSettings, settingsOf, shownSeries } from './curve-settings.ts';
import { curveTable } from './curve-table.ts';
import { roundChoices } from './round-choices.ts';
import { roundsShown } from './round-curves.ts';
import { t } from '../../src/shared/text/language.ts';

const chosenOf = ({ snapshot: { document }, state }: Panel): readonly number[] => roundsShown(document, state.chosenRounds);

/** The curves as they are chosen. */
function shownFigure(panel: Panel, document: ExperimentDocument, quantity: Quantity): Figure {
  const { spreadOf } = panel.state;
  const live = panel.snapshot.underWay?.live ?? [];
  const options = { ...settingsOf(panel), live, quantity, series: shownSeries(panel), ...(spreadOf === undefined ? {} : { spreadOf }) };
  return withChosenEnds(panel, curveFigure(document, chosenOf(panel), options));
}

/** Accuracy and validation loss while training: two charts that are read together, and their tables. */
function curveCharts(panel: Panel): View {
  const link = new ChartLink();
  const pick = ({ round }: Picked): void =>
    round === null ? undefined : panel.inspect(ticketName({ experiment: panel.state.experiment, trial: 1, round }));
  const chart = (id: string, what: string): FigureChart => new FigureChart(panel, { what, pick, link, menu: axisMenu(panel, id, what) });
  const accuracy = { chart: chart('curves', t('accuracy while training')), table: curveTable(t('accuracy by iteration'), true) };
  const loss = { chart: chart('losses', t('validation loss while training')), table: curveTable(t('validation loss by iteration'), false) };
  const draw = ({ chart: one, table }: typeof accuracy, make: () => Figure): void => {
    const lines = one.draw(make)?.lines ?? [];
    table.draw(lines.filter(({ marksOnly }) => !marksOnly));
  };
  return {
    element: element(
      'div',
      {},
      element('div', { class: 'charts' }, accuracy.chart.element, loss.chart.element),
      element('div', { class: 'charts' }, accuracy.table.element, loss.table.element),
    ),
    update({ snapshot: { document } }) {
      if (!document) return;
      const [rounds, series] = [chosenOf(panel), shownSeries(panel)];
      panel.needCurves(document.trainings.filter((one) => rounds.includes(one.round) && series.includes(one.series)));
      draw(accuracy, () => shownFigure(panel, document, accuracyQuantity(document)));
      draw(loss, () => shownFigure(panel, document, 'validationLoss'));
    },
  };
}

const validationNote = (): string => t('Validation accuracy: this experiment tests only at new minima of the validation loss.');

function noteOf(document: ExperimentDocument, chosen: readonly number[]): string {
  const failed = failedToShow(document, chosen).map(failureLabel);
  const diamonds = failed.length > 0 ? [t('Red diamonds: {0}.', failed.join('; '))] : [];
  return [...(accuracyQuantity(document) === 'test' ? [] : [validationNote()]), ...diamonds].join(' ');
}

/** Accuracy and loss while training, for the rounds that one chooses. */
export function curvesTab(panel: Panel): View {
  const [choices, settings, charts] = [roundChoices(panel), curveSettings(panel), curveCharts(panel)];
  const last = new FigureChart(panel, { what: t('test accuracy at the last iteration') });
  const compared = compareSection(panel);
  const note = element('p', { class: 'dim' });
  const empty = element(
    'p',
    { class: 'empty-note' },
    t('No curves yet. The first appears with the first evaluation of the dense network.'),
  );
  const full = element('div', {}, choices.element, settings.element, charts.element, note, lastSection(last.element), compared.element);
  return {
    element: element('div', {}, empty, full),
    update(now) {
      const { document, underWay } = now.snapshot;
      const evaluated = underWay?.live.filter(({ evaluations }) => evaluations.length > 0) ?? [];
      empty.hidden = (document?.trainings.length ?? 0) + (document?.failedTrainings.length ?? 0) + evaluated.length > 0;
      full.hidden = !empty.hidden;
      if (!document || full.hidden) return;
      for (const view of [choices, settings, charts]) view.update(now);
      setText(note, noteOf(document, chosenOf(now)));
      last.draw(() => lastIterationFigure(document));
      compared.update(now);
    },
  };
}

/** Figure 14 of the paper. */
const lastSection = (figure: HTMLElement): HTMLElement =>
  element('section', { class: 'ticket-section' }, element('h2', {}, t('Three ways at the last iteration')), figure);

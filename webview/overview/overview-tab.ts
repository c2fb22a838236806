import { type InstabilityRow, instabilityRows } from '../../src/shared/results/pruning/instability-rows.ts';
import { lineLook } from '../../src/shared/figures/figure/series-looks.ts';
import { type SeriesName, seriesNames, seriesTitleOf } from '../../src/shared/specs/series.ts';
import { element, setAttribute } from '../dom/element.ts';
import { tableHead } from '../dom/table.ts';
import { formatAccuracy, formatRemaining } from '../format.ts';
import type { Panel, View } from '../model/panel.ts';
import { seriesOf } from '../charts/series.ts';
import { swatch } from '../charts/swatch.ts';
import { pixelPicture } from '../masks/pixel-picture.ts';
import { ticketSection } from '../ticket/ticket-section.ts';
import { costsTable } from './costs-table.ts';
import { firstCurve } from './first-curve.ts';
import { momentsSection } from './moments-section.ts';
import { roundCharts } from './round-charts.ts';
import { roundTable } from './round-table.ts';
import { t } from '../../src/shared/text/language.ts';
import { formatDecimals } from '../../src/shared/text/format.ts';

function row({ round, remaining, errorBarrier, lossBarrier, trials }: InstabilityRow): HTMLTableRowElement {
  const cells = [`${formatRemaining(remaining)} %`, formatAccuracy(errorBarrier), formatDecimals(lossBarrier, 4), String(trials)];
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, String(round)),
    ...cells.map((text) => element('td', { class: 'number' }, text)),
  );
}

/** Barriers between tickets and their copies in another data order; hidden where none is measured. */
function instabilityTable(): View {
  const body = element('tbody');
  const head = tableHead(...([t('Round'), t('Weights remaining'), t('Error barrier, points'), t('Loss barrier'), t('Trials')] as const));
  const table = element('table', {}, element('caption', {}, t('Instability: the line between two data orders')), head, body);
  const box = element('div', { class: 'scroll-box', role: 'region', 'aria-label': t('Table of instability'), tabindex: 0 }, table);
  return {
    element: box,
    update({ snapshot: { document } }) {
      const rows = document ? instabilityRows(document).map(row) : [];
      box.hidden = rows.length === 0;
      body.replaceChildren(...rows);
    },
  };
}

/** Which line is which; a press hides or shows a series, and it stays so. */
function legend(panel: Panel): View {
  const buttons = new Map(seriesNames.map((name) => [name, toggle(panel, name)]));
  const every = (label: string, hidden: () => readonly SeriesName[]): HTMLElement =>
    element('button', { type: 'button', class: 'button secondary small', onclick: () => panel.change({ hiddenSeries: hidden() }) }, label);
  const all = element(
    'span',
    { class: 'all-or-none' },
    every(t('All'), () => []),
    every(t({ message: 'None', comment: 'of many' }), () => seriesNames),
  );
  return {
    element: element('div', { class: 'legend', role: 'group', 'aria-label': t('Shown series') }, ...buttons.values(), all),
    update({ snapshot: { document }, state }) {
      const present = document ? seriesOf(document) : seriesNames;
      for (const [name, button] of buttons) {
        button.hidden = !present.includes(name);
        setAttribute(button, 'aria-pressed', String(!state.hiddenSeries.includes(name)));
      }
    },
  };
}

function toggle(panel: Panel, name: SeriesName): HTMLButtonElement {
  const title = seriesTitleOf(name);
  const press = (): void => {
    const { hiddenSeries } = panel.state;
    const hidden = hiddenSeries.includes(name);
    panel.change({ hiddenSeries: hidden ? hiddenSeries.filter((other) => other !== name) : [...hiddenSeries, name] });
  };
  // Its band is the one that is drawn where only one is.
  const single = (): void => (panel.state.curves?.spreads === 'one' ? panel.change({ spreadOf: name }) : undefined);
  return element(
    'button',
    { type: 'button', class: 'legend-item', onpointerenter: single, title: t('Show or hide: {0}', title), onclick: press },
    swatch(lineLook(name)),
    element('span', {}, title),
  );
}

/** The first page: the two charts that prove the verdict, every number, and the inspected ticket. */
export function overviewTab(panel: Panel): View {
  const views = [
    legend(panel),
    roundCharts(panel),
    roundTable(panel),
    momentsSection(panel),
    costsTable(),
    instabilityTable(),
    ticketSection(panel),
  ] as const;
  const [legendView, charts, table, moments, costs, instability, ticket] = views;
  const pixels = pixelPicture();
  const first = firstCurve(panel);
  const full = element(
    'div',
    {},
    legendView.element,
    charts.element,
    element('div', { class: 'table-and-map' }, table.element, pixels.element),
    moments.element,
    costs.element,
    instability.element,
    ticket.element,
  );
  return {
    element: element('div', {}, first.element, full),
    update(now) {
      const { document, underWay } = now.snapshot;
      const none = (document?.rounds.length ?? 0) === 0;
      first.update(now);
      // All planned rounds are laid out before the first of them is there.
      full.hidden = none && (underWay?.planned.length ?? 0) === 0;
      charts.element.hidden = legendView.element.hidden = pixels.element.hidden = none;
      if (full.hidden) return;
      for (const view of views) view.update(now);
      pixels.draw(now.ticket);
    },
  };
}

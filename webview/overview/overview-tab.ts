import { type InstabilityRow, instabilityRows } from '../../src/shared/results/instability-rows.ts';
import { lineLook } from '../../src/shared/figures/series-looks.ts';
import { type SeriesName, seriesNames, seriesWords } from '../../src/shared/specs/series.ts';
import { element, setAttribute } from '../dom/element.ts';
import { tableHead } from '../dom/table.ts';
import { formatAccuracy, formatRemaining } from '../format.ts';
import type { Panel, View } from '../model/panel.ts';
import { seriesOf } from '../charts/series.ts';
import { swatch } from '../charts/swatch.ts';
import { pixelPicture } from '../masks/pixel-picture.ts';
import { ticketSection } from '../ticket/ticket-section.ts';
import { costsTable } from './costs-table.ts';
import { momentsSection } from './moments-section.ts';
import { roundCharts } from './round-charts.ts';
import { roundTable } from './round-table.ts';

function row({ round, remaining, errorBarrier, lossBarrier, trials }: InstabilityRow): HTMLTableRowElement {
  const cells = [`${formatRemaining(remaining)} %`, formatAccuracy(errorBarrier), lossBarrier.toFixed(4), String(trials)];
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
  const head = tableHead('Round', 'Weights remaining', 'Error barrier, points', 'Loss barrier', 'Trials');
  const table = element('table', {}, element('caption', {}, 'Instability: the line between two data orders'), head, body);
  const box = element('div', { class: 'scroll-box', role: 'region', 'aria-label': 'Table of instability', tabindex: 0 }, table);
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
  const note = element(
    'span',
    { class: 'dim legend-note' },
    'line: mean, band: min to max over trials, thin dots: dense network, hollow: a bound',
  );
  return {
    element: element('div', { class: 'legend', role: 'group', 'aria-label': 'Shown series' }, ...buttons.values(), note),
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
  const { title } = seriesWords[name];
  const press = (): void => {
    const { hiddenSeries } = panel.state;
    const hidden = hiddenSeries.includes(name);
    panel.change({ hiddenSeries: hidden ? hiddenSeries.filter((other) => other !== name) : [...hiddenSeries, name] });
  };
  return element(
    'button',
    { type: 'button', class: 'legend-item', title: `Show or hide: ${title}`, onclick: press },
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
  const empty = element('p', { class: 'empty-note' }, 'No rounds yet. The first row appears when a dense network has been trained.');
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
    element: element('div', {}, empty, full),
    update(now) {
      const none = (now.snapshot.document?.rounds.length ?? 0) === 0;
      empty.hidden = !none;
      full.hidden = none;
      if (none) return;
      for (const view of views) view.update(now);
      pixels.draw(now.ticket);
    },
  };
}

import { element } from '../dom/element.ts';
import type { Panel, View } from '../panel.ts';
import { pixelMap } from '../pixel-map.ts';
import { ticketSection } from '../ticket/ticket-section.ts';
import { instabilityTable } from './instability-table.ts';
import { legend } from './legend.ts';
import { roundCharts } from './round-charts.ts';
import { roundTable } from './round-table.ts';

/** The first page: the two charts that prove the verdict, every number, and the inspected ticket. */
export function overviewTab(panel: Panel): View {
  const views = [legend(panel), roundCharts(panel), roundTable(panel), instabilityTable(), ticketSection(panel)] as const;
  const [legendView, charts, table, instability, ticket] = views;
  const map = pixelMap();
  const empty = element('p', { class: 'empty-note' }, 'No rounds yet. The first row appears when a dense network has been trained.');
  const full = element(
    'div',
    {},
    legendView.element,
    charts.element,
    element('div', { class: 'table-and-map' }, table.element, map.element),
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
      map.draw(now.ticket);
    },
  };
}

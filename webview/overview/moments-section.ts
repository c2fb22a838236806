import { momentFigure } from '../../src/shared/figures/moment-figure.ts';
import {
  type MomentCell,
  type MomentColumn,
  momentDetails,
  type MomentRow,
  momentTable,
} from '../../src/shared/results/pruning/moment-table.ts';
import type { Spread } from '../../src/shared/results/verdict/statistics.ts';
import { element } from '../dom/element.ts';
import { numberCell, setNumber, tableHead } from '../dom/table.ts';
import { FigureChart } from '../charts/figure-chart.ts';
import { capitalised, formatAccuracy, formatRemaining } from '../format.ts';
import type { Panel, View } from '../model/panel.ts';
import { t } from '../../src/shared/text/language.ts';

function accuracyCell(spread: Spread | null | undefined, details: string | null = null): HTMLTableCellElement {
  const cell = numberCell();
  const range = spread && spread.min !== spread.max ? `${t('{0} to {1}', formatAccuracy(spread.min), formatAccuracy(spread.max))} %` : null;
  const title = [range, details].filter((words) => words !== null).join('; ');
  setNumber(cell, spread ? formatAccuracy(spread.mean) : null, ' %', title === '' ? null : title);
  return cell;
}

const momentCell = (cell: MomentCell | null): HTMLTableCellElement => accuracyCell(cell?.testAccuracy, cell && momentDetails(cell));

function row({ round, remaining, cells, trained }: MomentRow): HTMLTableRowElement {
  const share = element('td', { class: 'number' }, `${formatRemaining(remaining)} %`);
  return element('tr', {}, element('th', { scope: 'row' }, String(round)), share, ...cells.map(momentCell), accuracyCell(trained));
}

const head = (columns: readonly MomentColumn[]): HTMLElement =>
  tableHead(t('Round'), t('Remaining'), ...columns.map(({ short }) => capitalised(short)), t('Ticket, trained'));

/** Tickets pruned but not rewound, rewound but not trained, and trained: a figure and its table twin; hidden where nothing was evaluated. */
export function momentsSection(panel: Panel): View {
  const box = new FigureChart(panel, { what: t('pruned, rewound, trained') });
  const table = element('table', { class: 'moments' });
  const scroll = element(
    'div',
    { class: 'scroll-box', role: 'region', 'aria-label': t('Table of pruned and untrained networks'), tabindex: 0 },
    table,
  );
  const section = element(
    'section',
    { class: 'ticket-section', 'aria-label': t('Pruned, rewound, trained') },
    // The figure says it to those who see it.
    element('h2', { class: 'visually-hidden' }, t('Pruned, rewound, trained')),
    element('div', { class: 'charts with-table' }, box.element, scroll),
  );
  let drawn = '';
  return {
    element: section,
    update({ snapshot: { document } }) {
      const figure = box.draw(() => document && momentFigure(document));
      section.hidden = !figure;
      if (!document || !figure) return;
      const { columns, rows } = momentTable(document);
      const content = JSON.stringify([columns, rows]);
      // A table that is made anew would lose what a reader has selected in it.
      if (content !== drawn) table.replaceChildren(head(columns), element('tbody', {}, ...rows.map(row)));
      drawn = content;
    },
  };
}

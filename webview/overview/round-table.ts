import { seriesNames, seriesWords } from '../../src/shared/specs/series.ts';
import type { SeriesName } from '../../src/shared/specs/series.ts';
import { element } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import type { Panel, View } from '../panel.ts';
import { seriesOf } from '../series.ts';
import { parseTicket, ticketName } from '../ticket-names.ts';
import { roundRow, updateRoundRow } from './round-row.ts';

const heading = (name: SeriesName): string => seriesWords[name].short.replace(/^./, (letter) => letter.toUpperCase());

/** The charts' twin: every number of every round. */
export function roundTable(panel: Panel): View {
  const body = element('tbody');
  const table = element(
    'table',
    { class: 'rounds' },
    element('caption', { class: 'visually-hidden' }, 'Every round, its ticket and its controls'),
    head(),
    body,
  );
  // Series and number of rows for which cells have been hidden.
  let shown = '';
  const inspect = (round: number): void =>
    panel.inspect(ticketName(panel.state.experiment, parseTicket(panel.ticketName ?? '')?.trial ?? 1, round));
  return {
    element: element('div', { class: 'scroll-box', role: 'region', 'aria-label': 'Table of rounds', tabindex: 0 }, table),
    update({ snapshot: { document }, ticketName: ticket }) {
      if (!document) return body.replaceChildren();
      const present = seriesOf(document);
      const inspected = parseTicket(ticket ?? '')?.round;
      const update = (row: HTMLTableRowElement, round: (typeof document.rounds)[number]): void =>
        updateRoundRow(row, round, document, round.round === inspected);
      keyed(
        body,
        document.rounds,
        ({ round }) => String(round),
        ({ round }) => roundRow(round, inspect),
        update,
      );
      const shape = `${present.join()} ${String(document.rounds.length)}`;
      if (shape !== shown) for (const name of seriesNames) showSeries(table, name, present.includes(name));
      shown = shape;
    },
  };
}

/** Rows are made with every series' cells; those of a series that the experiment lacks are hidden. */
function showSeries(table: HTMLElement, name: SeriesName, shown: boolean): void {
  for (const cell of table.querySelectorAll<HTMLElement>(`.of-${name}`)) cell.hidden = !shown;
}

function head(): HTMLElement {
  const cell = (text: string, kind: string, title = text): HTMLElement => element('th', { scope: 'col', class: kind, title }, text);
  const pairs = seriesNames.flatMap((name) => [
    cell(heading(name), `number of-${name}`, 'Test accuracy at early stop, mean over trials'),
    cell('stop', `number of-${name}`, 'Early-stopping iteration, mean over trials'),
  ]);
  return element(
    'thead',
    {},
    element('tr', {}, cell('Round', ''), cell('Weights remaining', 'number'), ...pairs, cell('Verdict', 'verdict-cell')),
  );
}

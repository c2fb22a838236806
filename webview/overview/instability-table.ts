import type { ExperimentDocument, InstabilitySummary } from '../../src/shared/experiment.ts';
import { element } from '../dom/element.ts';
import { formatAccuracy, formatRemaining } from '../format.ts';
import type { View } from '../panel.ts';

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function row(remaining: number, round: number, measured: readonly InstabilitySummary[]): HTMLTableRowElement {
  const cells = [
    `${formatRemaining(remaining)} %`,
    formatAccuracy(meanOf(measured.map((one) => one.errorBarrier))),
    meanOf(measured.map((one) => one.lossBarrier)).toFixed(4),
    String(measured.length),
  ];
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, String(round)),
    ...cells.map((text) => element('td', { class: 'number' }, text)),
  );
}

const rowsOf = ({ rounds, instability = [] }: ExperimentDocument): HTMLTableRowElement[] =>
  rounds.flatMap(({ round, remaining }) => {
    const measured = instability.filter((one) => one.round === round);
    return measured.length === 0 ? [] : [row(remaining, round, measured)];
  });

/** Barriers between tickets and their copies in another data order; hidden where none is measured. */
export function instabilityTable(): View {
  const body = element('tbody');
  const heads = ['Round', 'Weights remaining', 'Error barrier, points', 'Loss barrier', 'Trials'];
  const head = element(
    'thead',
    {},
    element('tr', {}, ...heads.map((text, index) => element('th', { scope: 'col', class: index === 0 ? '' : 'number' }, text))),
  );
  const table = element('table', {}, element('caption', {}, 'Instability: the line between two data orders'), head, body);
  const box = element('div', { class: 'scroll-box', role: 'region', 'aria-label': 'Table of instability', tabindex: 0 }, table);
  return {
    element: box,
    update({ snapshot: { document } }) {
      const rows = document ? rowsOf(document) : [];
      box.hidden = rows.length === 0;
      body.replaceChildren(...rows);
    },
  };
}

import { formatStop } from '../../src/shared/results/verdict/early-stop.ts';
import type { ExperimentDocument, RoundSummary } from '../../src/shared/results/experiment.ts';
import { missingWords } from '../../src/shared/results/series-words.ts';
import { parseTicketName, ticketName } from '../../src/shared/results/ticket-name.ts';
import type { UnderWay } from '../../src/shared/results/under-way.ts';
import { noVerdict } from '../../src/shared/results/verdict/verdict.ts';
import { type SeriesName, seriesNames, seriesShortOf } from '../../src/shared/specs/series.ts';
import { seriesOf } from '../charts/series.ts';
import { element, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { numberCell, setNumber } from '../dom/table.ts';
import { capitalised, formatAccuracy, formatCount, formatRemaining } from '../format.ts';
import type { Panel, View } from '../model/panel.ts';
import { accuracyMeasure, type Measure, stopMeasure } from './measure.ts';
import { labelWords, verdictReason } from '../../src/shared/results/verdict/verdict-words.ts';
import { t, localNumber } from '../../src/shared/text/language.ts';

/** A row of the table twin, keyed by its round. */
function roundRow(round: number, inspect: (round: number) => void): HTMLTableRowElement {
  const button = element(
    'button',
    { type: 'button', class: 'row-button', title: t('Inspect the ticket of round {0}', round) },
    String(round),
  );
  const pairs = seriesNames.flatMap((name) => [numberCell({ class: `of-${name}` }), numberCell({ class: `of-${name}` })]);
  const cells = [numberCell(), ...pairs, element('td', { class: 'verdict-cell' })];
  return element('tr', { onclick: () => inspect(round) }, element('th', { scope: 'row' }, button), ...cells);
}

function updateRoundRow(row: HTMLTableRowElement, round: RoundSummary, document: ExperimentDocument, inspected: boolean): void {
  const isPlanned = Object.keys(round.series).length === 0;
  row.classList.toggle('planned', isPlanned);
  const winning = round.verdict?.state === 'winning';
  row.classList.toggle('winning', winning);
  row.classList.toggle('inspected', inspected);
  row.querySelector('button')?.setAttribute('aria-pressed', String(inspected));
  setNumber(row.cells[1] as Element, formatRemaining(round.remaining), ` % ${formatCount(round.remainingCount)}`);
  seriesNames.forEach((name, index) => updatePair(row, 2 + 2 * index, round, name, document));
  const verdict = row.cells[row.cells.length - 1] as HTMLTableCellElement;
  setText(verdict, round.verdict || !isPlanned ? labelWords(round.verdict?.label ?? noVerdict) : t('planned'));
  verdict.title = round.verdict ? verdictReason(round.verdict, round.remaining) : '';
}

function updatePair(row: HTMLTableRowElement, at: number, round: RoundSummary, name: SeriesName, document: ExperimentDocument): void {
  const accuracy = accuracyMeasure.read(document, round, name);
  const stop = stopMeasure.read(document, round, name);
  const stopText = stop && formatStop(stop.mean, stop.bound);
  const missing = round.series[name] ? missingWords(round.series[name]) : '';
  setNumber(
    row.cells[at] as Element,
    accuracy && formatAccuracy(accuracy.mean),
    ` %${missing === '' ? '' : ` ${missing}`}`,
    accuracy && full(accuracyMeasure, accuracy, '%'),
  );
  setNumber(row.cells[at + 1] as Element, stopText, '', stop && stopMeasure.words(stop));
}

/** Every digit, for those who hover. */
const full = (measure: Measure, value: Parameters<Measure['words']>[0], unit: string): string =>
  `${localNumber(String(Number((value.mean * measure.scale).toPrecision(12))))} ${unit}; ${measure.words(value)}`;

const heading = (name: SeriesName): string => capitalised(seriesShortOf(name));

/** Rounds that are still to come have a row without numbers. */
function withPlanned(rounds: readonly RoundSummary[], underWay: UnderWay | undefined): readonly RoundSummary[] {
  const there = new Set(rounds.map(({ round }) => round));
  const coming = underWay?.planned.filter(({ round }) => !there.has(round)) ?? [];
  return [...rounds, ...coming.map((round) => ({ ...round, series: {}, verdict: null }))];
}

/** The charts' twin: every number of every round. */
export function roundTable(panel: Panel): View {
  const body = element('tbody');
  const table = element(
    'table',
    { class: 'rounds' },
    element('caption', { class: 'visually-hidden' }, t('Every round, its ticket and its controls')),
    head(),
    body,
  );
  // Series and number of rows for which cells have been hidden.
  let shown = '';
  const inspect = (round: number): void =>
    panel.inspect(ticketName({ experiment: panel.state.experiment, trial: parseTicketName(panel.ticketName ?? '')?.trial ?? 1, round }));
  return {
    element: element('div', { class: 'scroll-box', role: 'region', 'aria-label': t('Table of rounds'), tabindex: 0 }, table),
    update({ snapshot: { document, underWay }, ticketName: ticket }) {
      if (!document) return body.replaceChildren();
      const present = seriesOf(document);
      const inspected = parseTicketName(ticket ?? '')?.round;
      const update = (row: HTMLTableRowElement, round: (typeof document.rounds)[number]): void =>
        updateRoundRow(row, round, document, round.round === inspected);
      const all = withPlanned(document.rounds, underWay);
      keyed(
        body,
        all,
        ({ round }) => String(round),
        ({ round }) => roundRow(round, inspect),
        update,
      );
      const shape = `${present.join()} ${String(all.length)}`;
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
    cell(heading(name), `number of-${name}`, t('Test accuracy at early stop, mean over trials')),
    cell(t('stop'), `number of-${name}`, t('Early-stopping iteration, mean over trials')),
  ]);
  return element(
    'thead',
    {},
    element('tr', {}, cell(t('Round'), ''), cell(t('Weights remaining'), 'number'), ...pairs, cell(t('Verdict'), 'verdict-cell')),
  );
}

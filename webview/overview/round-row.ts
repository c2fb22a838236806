import type { ExperimentDocument, RoundSummary, SeriesName } from '../../src/shared/results/experiment.ts';
import { seriesNames } from '../../src/shared/results/experiment.ts';
import { element } from '../dom/element.ts';
import { numberCell, setNumber } from '../dom/number-cell.ts';
import { setText } from '../dom/text.ts';
import { formatAccuracy, formatAtLeast, formatCount, formatRemaining } from '../format.ts';
import type { Measure } from '../measure.ts';
import { accuracyMeasure, stopMeasure } from '../measure.ts';

/** A row of the table twin, keyed by its round. */
export function roundRow(round: number, inspect: (round: number) => void): HTMLTableRowElement {
  const button = element('button', { type: 'button', class: 'row-button', title: `Inspect the ticket of round ${round}` }, String(round));
  const pairs = seriesNames.flatMap((name) => [numberCell({ class: `of-${name}` }), numberCell({ class: `of-${name}` })]);
  const cells = [numberCell(), ...pairs, element('td', { class: 'verdict-cell' })];
  return element('tr', { onclick: () => inspect(round) }, element('th', { scope: 'row' }, button), ...cells);
}

export function updateRoundRow(row: HTMLTableRowElement, round: RoundSummary, document: ExperimentDocument, inspected: boolean): void {
  const winning = round.verdict?.winningTicket === true;
  row.classList.toggle('winning', winning && round.round > 0);
  row.classList.toggle('inspected', inspected);
  row.querySelector('button')?.setAttribute('aria-pressed', String(inspected));
  setNumber(row.cells[1] as Element, formatRemaining(round.remaining), ` % ${formatCount(round.remainingCount)}`);
  seriesNames.forEach((name, index) => updatePair(row, 2 + 2 * index, round, name, document));
  const verdict = row.cells[row.cells.length - 1] as HTMLTableCellElement;
  setText(verdict, round.verdict?.label ?? 'unfinished');
  verdict.title = round.verdict?.reason ?? '';
}

function updatePair(row: HTMLTableRowElement, at: number, round: RoundSummary, name: SeriesName, document: ExperimentDocument): void {
  const accuracy = accuracyMeasure.read(document, round, name);
  const stop = stopMeasure.read(document, round, name);
  const stopText = stop && (stop.bound ? formatAtLeast(stop.mean) : formatCount(stop.mean));
  setNumber(row.cells[at] as Element, accuracy && formatAccuracy(accuracy.mean), ' %', accuracy && full(accuracyMeasure, accuracy, '%'));
  setNumber(row.cells[at + 1] as Element, stopText, '', stop && stopMeasure.words(stop));
}

/** Every digit, for those who hover. */
const full = (measure: Measure, value: Parameters<Measure['words']>[0], unit: string): string =>
  `${Number((value.mean * measure.scale).toPrecision(12))} ${unit}; ${measure.words(value)}`;

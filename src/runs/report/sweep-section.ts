import { svgOf } from '../../shared/charts/svg.ts';
import { sweepFigure } from '../../shared/figures/sweep-figure.ts';
import {
  bestMember,
  lastPoint,
  memberTrainings,
  pointStop,
  settingColumns,
  type SweepPoint,
  type SweepRow,
  winningPoint,
} from '../../shared/results/sweep-row.ts';
import { boundLegend } from '../../shared/results/verdict/early-stop.ts';
import { missingWords } from '../../shared/results/series-words.ts';
import { formatAccuracy, formatRemaining } from '../../shared/text/format.ts';
import { paragraph, section, table, text } from './html.ts';

const accuracy = (point: SweepPoint | undefined): string =>
  point === undefined || point.testAccuracy === null ? '-' : [formatAccuracy(point.testAccuracy), missingWords(point)].join(' ').trim();
const stop = (point: SweepPoint | undefined): string => pointStop(point) ?? '-';
const share = (point: SweepPoint | undefined): string => (point ? formatRemaining(point.remaining) : '-');

function cells(row: SweepRow, best: SweepRow | null): string[] {
  const last = lastPoint(row);
  return [
    ...[accuracy(row.rounds[0]), stop(row.rounds[0]), share(last), accuracy(last), stop(last)],
    `${share(winningPoint(row))}${row === best ? ', best' : ''}`,
    memberTrainings(row),
  ];
}

/** The experiments of the sweep that this one belongs to; '' where it belongs to none. */
export function sweepSection(rows: readonly SweepRow[]): string {
  if (rows.length === 0) return '';
  const figure = sweepFigure(rows);
  const best = bestMember(rows);
  const drawn = `<figure>${svgOf(figure)}<figcaption>${text(figure.caption)}</figcaption></figure>`;
  const { heads, cellsOf } = settingColumns(rows);
  const numbers = ['Dense', 'stop', 'Last ticket', 'accuracy', 'stop', 'Winning ticket', 'Trainings'];
  const words = 'Test accuracy at early stop and that iteration, means over the trials; winning ticket: the smallest one. ' + boundLegend();
  const all = table(
    [...heads, ...numbers],
    rows.map((row) => [...cellsOf(row), ...cells(row, best)]),
    numbers.map((_, index) => heads.length + index),
  );
  return section('The sweep', paragraph(words), `<div class="figures">${drawn}</div>`, `<div class="scroll">${all}</div>`);
}

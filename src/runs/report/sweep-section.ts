import { svgOf } from '../../shared/charts/svg.ts';
import { sweepFigure, sweepStopFigure } from '../../shared/figures/sweep-figure.ts';
import { lastPoint, memberTrainings, pointStop, settingColumns, type SweepPoint, type SweepRow } from '../../shared/results/sweep-row.ts';
import { sweepOutcome, sweepOutcomeWords, winnerWords } from '../../shared/results/sweep-words.ts';
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
    winnerWords(row, row === best),
    memberTrainings(row),
  ];
}

/** The experiments of the sweep that this one belongs to; '' where it belongs to none. */
export function sweepSection(rows: readonly SweepRow[]): string {
  if (rows.length === 0) return '';
  const outcome = sweepOutcome(rows);
  const drawn = [sweepFigure(rows), sweepStopFigure(rows)].map(
    (figure) => `<figure>${svgOf(figure)}<figcaption>${text(figure.caption)}</figcaption></figure>`,
  );
  const { heads, cellsOf } = settingColumns(rows);
  const words = sweepOutcomeWords(outcome);
  const verdict = `<p><strong>${text(words.title)}</strong> ${text(words.text)}</p>`;
  const numbers = ['Dense', 'stop', 'Last ticket', 'accuracy', 'stop', 'Winning ticket', 'Trainings'];
  const note = 'Test accuracy at early stop and that iteration, means over the trials; winning ticket: the smallest one. ' + boundLegend();
  const all = table(
    [...heads, ...numbers],
    rows.map((row) => [...cellsOf(row), ...cells(row, outcome.best)]),
    numbers.map((_, index) => heads.length + index),
  );
  return section('The sweep', verdict, paragraph(note), `<div class="figures">${drawn.join('')}</div>`, all);
}

import { curveFigure, curveQuantity, failedToShow, failureLabel } from '../../src/shared/figures/curve-figure.ts';
import type { Figure } from '../../src/shared/figures/figure.ts';
import { lastIterationFigure } from '../../src/shared/figures/round-figures.ts';
import { chartFrame } from '../charts/chart-frame.ts';
import { curveAxes } from '../charts/chart-axes.ts';
import { curveWords } from '../charts/create-chart.ts';
import type { Line } from '../charts/line.ts';
import { element, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { numberCell, setNumber } from '../dom/table.ts';
import { compareSection } from '../figures/compare-section.ts';
import { exportMenu } from '../figures/export-menu.ts';
import { figureBox } from '../figures/figure-box.ts';
import { formatCount } from '../format.ts';
import type { Panel, View } from '../model/panel.ts';
import { roundChoices } from './round-choices.ts';
import { failedCurves, failedLabels, roundCurves, roundLabel, roundsShown } from './round-curves.ts';

/** The curves' twin; its rows are made only while it is open. */
function curveTable(): { readonly element: HTMLElement; draw(lines: readonly Line[], labels: readonly string[]): void } {
  const head = element('tr');
  const body = element('tbody');
  const table = element(
    'table',
    {},
    element('caption', { class: 'visually-hidden' }, 'Accuracy by iteration'),
    element('thead', {}, head),
    body,
  );
  const box = element('div', { class: 'scroll-box tall', role: 'region', 'aria-label': 'Table of the curves', tabindex: 0 }, table);
  const details = element('details', {}, element('summary', {}, 'Table of these curves'), box);
  let redraw = (): void => undefined;
  details.addEventListener('toggle', () => redraw());
  return {
    element: details,
    draw(lines, labels) {
      redraw = () => (details.open ? fill(head, body, lines, labels) : undefined);
      redraw();
    },
  };
}

function fill(head: Element, body: Element, lines: readonly Line[], labels: readonly string[]): void {
  const iterations = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const values = lines.map(({ points }) => new Map(points.map(({ x, y }) => [x, y])));
  keyed(
    head,
    ['Iteration', ...labels],
    (label) => label,
    () => element('th', { scope: 'col', class: 'number' }),
    setText,
  );
  keyed(
    body,
    iterations,
    String,
    () => element('tr', {}, element('th', { scope: 'row', class: 'number' })),
    (row, iteration) => {
      setText(row.children[0] as Element, formatCount(iteration));
      while (row.children.length <= lines.length) row.append(numberCell());
      while (row.children.length > lines.length + 1) row.lastElementChild?.remove();
      values.forEach((value, index) => setNumber(row.children[index + 1] as Element, value.get(iteration)?.toFixed(2) ?? null, ' %'));
    },
  );
}

const testNote = 'Tickets only; line: mean, band: min to max over trials.';
const validationNote = 'Validation accuracy: this experiment tests only at new minima of the validation loss.';

/** Accuracy while training, for the rounds that one chooses. */
export function curvesTab(panel: Panel): View {
  const choices = roundChoices(panel);
  const chart = chartFrame('Accuracy while training', '%', curveWords);
  chart.element.classList.add('large');
  const chosenOf = ({ snapshot: { document }, state }: Panel): readonly number[] => roundsShown(document, state.chosenRounds);
  const shown = (): Figure | null => panel.snapshot.document && curveFigure(panel.snapshot.document, chosenOf(panel));
  chart.action(exportMenu(panel, 'accuracy while training', shown));
  const last = figureBox(panel, 'test accuracy at the last iteration');
  const compared = compareSection(panel);
  const table = curveTable();
  const note = element('p', { class: 'dim' });
  const empty = element('p', { class: 'empty-note' }, 'No curves yet. The first appears when a dense network has been trained.');
  const full = element('div', {}, choices.element, chart.element, note, table.element, lastSection(last.element), compared.element);
  return {
    element: element('div', {}, empty, full),
    update(now) {
      const { document } = now.snapshot;
      empty.hidden = (document?.trainings.length ?? 0) + (document?.failedTrainings.length ?? 0) > 0;
      full.hidden = !empty.hidden;
      if (!document || full.hidden) return;
      choices.update(now);
      const chosen = chosenOf(now);
      const quantity = curveQuantity(document);
      const failed = failedToShow(document, chosen).map(failureLabel);
      setText(
        note,
        [quantity === 'test' ? testNote : validationNote, ...(failed.length > 0 ? [`Red diamonds: ${failed.join('; ')}.`] : [])].join(' '),
      );
      const lines = [...roundCurves(document, chosen, quantity), ...failedCurves(document, chosen, quantity)];
      chart.draw(lines, 'The table below holds the same numbers.', curveAxes(lines));
      const labels = document.rounds
        .filter(({ round }) => chosen.includes(round))
        .map(({ round, remaining }) => roundLabel(round, remaining));
      table.draw(lines, [...labels, ...failedLabels(document, chosen)]);
      last.draw(lastIterationFigure(document));
      compared.update(now);
    },
  };
}

/** Figure 14 of the paper. */
const lastSection = (figure: HTMLElement): HTMLElement =>
  element('section', { class: 'ticket-section' }, element('h2', {}, 'Three ways at the last iteration'), figure);

import { curveFigure } from '../../src/shared/figures/curve-figure.ts';
import { lastIterationFigure } from '../../src/shared/figures/round-figures.ts';
import { chartFrame } from '../charts/chart-frame.ts';
import { element } from '../dom/element.ts';
import { compareSection } from '../figures/compare-section.ts';
import { exportMenu } from '../figures/export-menu.ts';
import { figureBox } from '../figures/figure-box.ts';
import { setText } from '../dom/text.ts';
import type { Figure } from '../../src/shared/figures/figure.ts';
import type { Panel, View } from '../panel.ts';
import { chosenRounds } from './chosen-rounds.ts';
import { curveTable } from './curve-table.ts';
import { curveWords } from './curve-words.ts';
import { useCurveAxes } from './use-curve-axes.ts';
import { roundChoices } from './round-choices.ts';
import { roundCurves, roundLabel } from './round-curves.ts';

const testNote = 'Tickets only; line: mean, band: min to max over trials.';
const validationNote = 'Validation accuracy: this experiment tests only at new minima of the validation loss.';

/** Accuracy while training, for the rounds that one chooses. */
export function curvesTab(panel: Panel): View {
  const choices = roundChoices(panel);
  const chart = chartFrame('Accuracy while training', '%', curveWords);
  chart.element.classList.add('large');
  const shown = (): Figure | null => panel.snapshot.document && curveFigure(panel.snapshot.document, chosenRounds(panel));
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
      empty.hidden = (document?.trainings.length ?? 0) > 0;
      full.hidden = !empty.hidden;
      if (!document || full.hidden) return;
      choices.update(now);
      const chosen = chosenRounds(now);
      const quantity = document.config.training.testEvaluation === 'every' ? 'test' : 'validation';
      setText(note, quantity === 'test' ? testNote : validationNote);
      const lines = roundCurves(document, chosen, quantity);
      chart.draw(lines, 'The table below holds the same numbers.', (drawn) => useCurveAxes(drawn, lines));
      const labels = document.rounds
        .filter(({ round }) => chosen.includes(round))
        .map(({ round, remaining }) => roundLabel(round, remaining));
      table.draw(lines, labels);
      last.draw(lastIterationFigure(document));
      compared.update(now);
    },
  };
}

/** Figure 14 of the paper. */
const lastSection = (figure: HTMLElement): HTMLElement =>
  element('section', { class: 'ticket-section' }, element('h2', {}, 'Three ways at the last iteration'), figure);

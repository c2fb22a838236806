import type { Figure } from '../../src/shared/figures/figure.ts';
import { chartFrame } from '../charts/chart-frame.ts';
import { curveWords } from '../curves/curve-words.ts';
import { useCurveAxes } from '../curves/use-curve-axes.ts';
import { button } from '../dom/button.ts';
import { element } from '../dom/element.ts';
import { setText } from '../dom/text.ts';
import { exportMenu } from '../figures/export-menu.ts';
import type { Panel, View } from '../panel.ts';
import { drawFacts } from './facts.ts';
import { layerTable } from './layer-rows.ts';
import { retrainings } from './retrainings.ts';
import { ticketFigure } from './ticket-figure.ts';
import { ticketCurves } from './ticket-curves.ts';

/** The inspected ticket: its curve beside its controls', its layers, its origin, its retrainings. */
export function ticketSection(panel: Panel): View {
  const title = element('h2', { id: 'ticket-title', tabindex: -1 });
  const command = (name: 'retrain' | 'compare') => (): void => panel.command(name, panel.ticketName ?? undefined);
  const actions = element(
    'div',
    { class: 'actions' },
    button('history', 'Retrain...', command('retrain')),
    button('git-compare', 'Compare...', command('compare')),
  );
  const facts = element('dl', { class: 'facts' });
  const chart = chartFrame('Its training beside its controls', 'accuracy, %', curveWords);
  let drawn: (() => Figure) | null = null;
  chart.action(exportMenu(panel, 'its training beside its controls', () => drawn?.() ?? null));
  const layers = layerTable('Layers of the inspected ticket');
  const again = retrainings();
  const side = element('div', {}, layers.element, again.element);
  const columns = element('div', { class: 'charts' }, chart.element, side);
  const section = element(
    'section',
    { class: 'ticket-section', 'aria-labelledby': 'ticket-title' },
    element('div', { class: 'ticket-head' }, title, actions),
    facts,
    columns,
  );
  return {
    element: section,
    update({ ticket, snapshot: { document }, state }) {
      section.hidden = !ticket;
      if (!ticket || !document) return;
      setText(title, `Ticket of round ${ticket.round}, trial ${ticket.trial}`);
      drawFacts(facts, ticket);
      layers.draw(ticket);
      again.draw(ticket.retrainings);
      const quantity = document.config.training.testEvaluation === 'every' ? 'test' : 'validation';
      const lines = ticketCurves(ticket, quantity, state.hiddenSeries);
      drawn = () => ticketFigure(ticket.ticket, lines);
      chart.draw(lines, 'Solid: the ticket. Dashed and dotted: its controls. Thin: the dense network.', (drawn) =>
        useCurveAxes(drawn, lines),
      );
    },
  };
}

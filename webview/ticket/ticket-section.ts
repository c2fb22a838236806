import { accuracyQuantity } from '../../src/shared/figures/curve-figure.ts';
import { earlyBirdWords } from '../../src/shared/results/pruning/early-bird.ts';
import { type EvaluatedNetwork, momentName } from '../../src/shared/results/pruning/evaluated-network.ts';
import type { TrainingSummary } from '../../src/shared/results/experiment.ts';
import type { TicketDetails } from '../../src/shared/results/ticket/ticket-details.ts';
import { type Cost, shareWords, type TicketCost } from '../../src/shared/results/pruning/ticket-cost.ts';
import { retrainingWords } from '../../src/shared/results/retraining.ts';
import { trainingStop } from '../../src/shared/results/series-words.ts';
import { FigureChart } from '../charts/figure-chart.ts';
import { button } from '../dom/button.ts';
import { element, setAttribute, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { numberCell, setNumber } from '../dom/table.ts';
import { formatAccuracy, formatCount, formatRemaining, formatThreeDigits } from '../format.ts';
import type { Panel, View } from '../model/panel.ts';
import { layerTable } from './layer-rows.ts';
import { ticketFigure, ticketTitle } from './ticket-curves.ts';
import { t, localNumber } from '../../src/shared/text/language.ts';

/** A table of the ticket's retrainings: what was changed, and the results. */
function retrainings(): { readonly element: HTMLElement; draw(trainings: readonly TrainingSummary[]): void } {
  const body = element('tbody');
  const heads = [t('Changed'), t('Test accuracy'), t('stop')].map((name, index) =>
    element('th', { scope: 'col', class: index > 0 ? 'number' : '' }, name),
  );
  const head = element('thead', {}, element('tr', {}, ...heads));
  const rows = element('table', { class: 'retrainings' }, element('caption', {}, t('Retrainings')), head, body);
  const table = element('div', { class: 'scroll-box', role: 'region', 'aria-label': t('Retrainings'), tabindex: 0 }, rows);
  return {
    element: table,
    draw(trainings) {
      table.hidden = trainings.length === 0;
      keyed(body, trainings, ({ role, hash }) => `${role}/${hash}`, makeRow, update);
    },
  };
}

const makeRow = (): HTMLTableRowElement => element('tr', {}, element('th', { scope: 'row' }), numberCell(), numberCell());

function update(row: HTMLTableRowElement, training: TrainingSummary): void {
  setText(row.cells[0] as Element, training.retraining ? retrainingWords(training.retraining) : training.role);
  setNumber(row.cells[1] as Element, formatAccuracy(training.testAccuracyAtEarlyStop), ' %');
  setNumber(row.cells[2] as Element, trainingStop(training));
}

interface Fact {
  readonly name: string;
  readonly value: string;
  /** The value in full, on hover. */
  readonly title?: string;
}

/** Where a ticket comes from and what it reached. */
function drawFacts(list: HTMLElement, ticket: TicketDetails): void {
  keyed(
    list,
    factsOf(ticket),
    ({ name }) => name,
    makeFact,
    (node, { value, title }) => {
      setText(node.children[1] as Element, value);
      setAttribute(node.children[1] as Element, 'title', title ?? null);
    },
  );
}

const makeFact = ({ name }: Fact): HTMLElement => element('div', {}, element('dt', {}, name), element('dd'));

function factsOf(ticket: TicketDetails): Fact[] {
  return [
    { name: t('Weights remaining'), value: `${formatRemaining(ticket.remaining)} %` },
    ...(ticket.training ? trainingFacts(ticket.training) : [{ name: t('Training'), value: t('not finished yet') }]),
    ...ticket.evaluated.map(momentFact),
    ...(ticket.cost ? costFacts(ticket.cost) : []),
    { name: t('Experiment'), value: ticket.experiment },
    { name: t('Seed'), value: String(ticket.seed) },
    { name: t('Mask'), ...hash(ticket.maskHash) },
    { name: t('Initial weights'), ...hash(ticket.initialWeightsHash) },
    ...(ticket.earlyBird ? [{ name: 'Early-Bird', value: earlyBirdWords(ticket.earlyBird) }] : []),
  ];
}

function costFacts({ finding, training }: TicketCost): Fact[] {
  const fact = (name: string, { share, multiplyAdds }: Cost): Fact => ({
    ...{ name, value: t({ message: '{0} dense', comment: 'a cost' }, shareWords(share)) },
    title: t('{0} multiply-adds', formatCount(multiplyAdds)),
  });
  return [fact(t('Cost to find'), finding), fact(t('Cost to train'), training)];
}

const momentFact = ({ moment, testAccuracy, testLoss }: EvaluatedNetwork): Fact => ({
  name: momentName(moment),
  value: `${formatAccuracy(testAccuracy)} %`,
  title: t('test accuracy {0}, loss {1}', localNumber(String(testAccuracy)), localNumber(String(testLoss))),
});

function trainingFacts(training: TrainingSummary): Fact[] {
  const stop = trainingStop(training);
  const accuracy = training.testAccuracyAtEarlyStop;
  return [
    { name: t('Test accuracy'), value: `${formatAccuracy(accuracy)} %`, title: localNumber(String(accuracy)) },
    { name: t('Early stop'), value: stop },
    {
      name: t('Validation loss'),
      value: formatThreeDigits(training.validationLossAtEarlyStop),
      title: localNumber(String(training.validationLossAtEarlyStop)),
    },
  ];
}

const hash = (value: string | null): Omit<Fact, 'name'> =>
  value === null ? { value: t('all weights') } : { value: value.slice(0, 8), title: value };

/** The inspected ticket: its curve beside its controls', its layers, its origin, its retrainings. */
export function ticketSection(panel: Panel): View {
  const title = element('h2', { id: 'ticket-title', tabindex: -1 });
  const command = (name: 'retrain' | 'compare') => (): void => panel.command(name, panel.ticketName ?? undefined);
  const actions = element(
    'div',
    { class: 'actions' },
    button('history', t('Retrain...'), command('retrain')),
    button('git-compare', t('Compare...'), command('compare')),
  );
  const facts = element('dl', { class: 'facts' });
  const chart = new FigureChart(panel, { what: t('its training beside its controls') });
  const layers = layerTable(t('Layers of the inspected ticket'));
  const again = retrainings();
  const side = element('div', {}, layers.element, again.element);
  const columns = element('div', { class: 'charts with-table' }, chart.element, side);
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
      setText(title, ticketTitle(ticket));
      drawFacts(facts, ticket);
      layers.draw(ticket);
      again.draw(ticket.retrainings);
      chart.draw(() => ticketFigure(ticket, accuracyQuantity(document), state.hiddenSeries));
    },
  };
}

import type { ExperimentDocument, TicketDetails } from '../../src/shared/results/experiment.ts';
import { parseTicketName, ticketName } from '../../src/shared/results/ticket-name.ts';
import { roundLabel } from '../curves/round-curves.ts';
import { element, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { formatCount, formatRemaining } from '../format.ts';
import type { Panel, View } from '../model/panel.ts';
import { pixelPicture } from './pixel-picture.ts';

/** Each layer's remaining weights through the rounds of one trial: a bar and a number in every cell. */
function maskRounds(pick: (round: number) => void): {
  readonly element: HTMLElement;
  draw(tickets: readonly TicketDetails[], shown: number): void;
} {
  const head = element('tr');
  const body = element('tbody');
  const caption = element('caption', { class: 'visually-hidden' }, 'Weights remaining in each layer, by round');
  const box = { class: 'scroll-box', role: 'region', 'aria-label': 'Weights remaining in each layer, by round', tabindex: 0 };
  return {
    element: element('div', box, element('table', { class: 'masks' }, caption, element('thead', {}, head), body)),
    draw(tickets, shown) {
      const names = ['Round', 'all layers', ...(tickets[0]?.layers.map(({ name }) => name) ?? [])];
      keyed(
        head,
        names,
        (name) => name,
        () => element('th', { scope: 'col' }),
        setText,
      );
      keyed(
        body,
        tickets,
        ({ round }) => String(round),
        ({ round }) => row(round, pick),
        (node, ticket) => update(node, ticket, shown),
      );
    },
  };
}

function row(round: number, pick: (round: number) => void): HTMLTableRowElement {
  const button = element('button', { type: 'button', class: 'row-button', title: `Show the mask of round ${round}` }, String(round));
  return element('tr', { onclick: () => pick(round) }, element('th', { scope: 'row' }, button));
}

function update(node: HTMLTableRowElement, ticket: TicketDetails, shown: number): void {
  node.classList.toggle('inspected', ticket.round === shown);
  const sum = ticket.layers.reduce((total, layer) => ({ total: total.total + layer.total, remaining: total.remaining + layer.remaining }), {
    total: 0,
    remaining: 0,
  });
  const shares = [sum, ...ticket.layers];
  while (node.cells.length <= shares.length) node.append(cell());
  shares.forEach(({ remaining, total }, index) => {
    const target = node.cells[index + 1] as HTMLTableCellElement;
    const share = total > 0 ? remaining / total : 0;
    (target.querySelector('.bar > div') as HTMLElement).style.width = `${share * 100}%`;
    setText(target.querySelector('.share') as Element, `${formatRemaining(share)} %`);
    target.title = `${formatCount(remaining)} of ${formatCount(total)} weights`;
  });
}

const cell = (): HTMLElement =>
  element(
    'td',
    {},
    element('div', { class: 'bar-number' }, element('div', { class: 'bar' }, element('div')), element('span', { class: 'share' })),
  );

/** Rounds of one trial whose ticket has been trained. */
function trainedRounds(document: ExperimentDocument | null, trial: number): readonly number[] {
  const tickets = document?.trainings.filter((training) => training.series === 'ticket' && training.trial === trial) ?? [];
  return tickets.map(({ round }) => round).sort((a, b) => a - b);
}

/** How the mask shrinks: per layer through the rounds, and on the input pixels with a slider. */
export function masksTab(panel: Panel): View {
  const slider = element('input', { type: 'range', min: 0, step: 1, 'aria-label': 'Round whose mask is shown' });
  const words = element('span', { class: 'slider-words' });
  const pixels = pixelPicture();
  const trialOf = (): number => parseTicketName(panel.ticketName ?? '')?.trial ?? 1;
  const pick = (round: number): void => panel.inspect(ticketName({ experiment: panel.state.experiment, trial: trialOf(), round }));
  const table = maskRounds(pick);
  const rounds = (): readonly number[] => trainedRounds(panel.snapshot.document, trialOf());
  slider.addEventListener('input', () => pick(rounds()[Number(slider.value)] ?? 0));
  const side = element('div', { class: 'map-and-slider' }, pixels.element, element('label', { class: 'slider' }, slider, words));
  const empty = element('p', { class: 'empty-note' }, 'No masks yet. They appear with the first trained ticket.');
  const full = element('div', { class: 'table-and-map' }, table.element, side);
  return {
    element: element('div', {}, empty, full),
    update(now) {
      const { document } = now.snapshot;
      const all = rounds();
      empty.hidden = all.length > 0;
      full.hidden = all.length === 0;
      if (!document || full.hidden) return;
      const shown = roundOf(now);
      slider.max = String(all.length - 1);
      slider.value = String(Math.max(0, all.indexOf(shown)));
      setText(words, wordsOf(document, shown));
      pixels.draw(now.ticket);
      const tickets = all.map((round) => now.details(ticketName({ experiment: document.experiment, trial: trialOf(), round })));
      void Promise.allSettled(tickets).then((results) => table.draw(results.flatMap(valueOf), roundOf(now)));
    },
  };
}

const roundOf = ({ ticketName: name }: Panel): number => parseTicketName(name ?? '')?.round ?? 0;

function wordsOf(document: ExperimentDocument, round: number): string {
  const summary = document.rounds.find((each) => each.round === round);
  return summary ? `Round ${round} · ${roundLabel(round, summary.remaining)}` : `Round ${round}`;
}

const valueOf = (result: PromiseSettledResult<TicketDetails>): TicketDetails[] => (result.status === 'fulfilled' ? [result.value] : []);

import type { ExperimentDocument, TicketDetails } from '../../src/shared/results/experiment.ts';
import { element } from '../dom/element.ts';
import { setText } from '../dom/text.ts';
import { roundLabel } from '../curves/round-curves.ts';
import type { Panel, View } from '../panel.ts';
import { pixelMap } from '../pixel-map.ts';
import { parseTicket, ticketName } from '../ticket-names.ts';
import { maskRounds } from './mask-rounds.ts';
import { trainedRounds } from './trained-rounds.ts';

/** How the mask shrinks: per layer through the rounds, and on the input pixels with a slider. */
export function masksTab(panel: Panel): View {
  const slider = element('input', { type: 'range', min: 0, step: 1, 'aria-label': 'Round whose mask is shown' });
  const words = element('span', { class: 'slider-words' });
  const map = pixelMap();
  const trialOf = (): number => parseTicket(panel.ticketName ?? '')?.trial ?? 1;
  const pick = (round: number): void => panel.inspect(ticketName(panel.state.experiment, trialOf(), round));
  const table = maskRounds(pick);
  const rounds = (): readonly number[] => trainedRounds(panel.snapshot.document, trialOf());
  slider.addEventListener('input', () => pick(rounds()[Number(slider.value)] ?? 0));
  const side = element('div', { class: 'map-and-slider' }, map.element, element('label', { class: 'slider' }, slider, words));
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
      map.draw(now.ticket);
      const tickets = all.map((round) => now.details(ticketName(document.experiment, trialOf(), round)));
      void Promise.allSettled(tickets).then((results) => table.draw(results.flatMap(valueOf), roundOf(now)));
    },
  };
}

const roundOf = ({ ticketName: name }: Panel): number => parseTicket(name ?? '')?.round ?? 0;

function wordsOf(document: ExperimentDocument, round: number): string {
  const summary = document.rounds.find((each) => each.round === round);
  return summary ? `Round ${round} · ${roundLabel(round, summary.remaining)}` : `Round ${round}`;
}

const valueOf = (result: PromiseSettledResult<TicketDetails>): TicketDetails[] => (result.status === 'fulfilled' ? [result.value] : []);

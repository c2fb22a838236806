import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import type { TicketDetails } from '../../src/shared/results/ticket/ticket-details.ts';
import { untrainedImports } from '../../src/shared/results/ticket/imported.ts';
import { parseTicketName, type TicketId, ticketName } from '../../src/shared/results/ticket-name.ts';
import { roundLabel } from '../curves/round-curves.ts';
import { button } from '../dom/button.ts';
import { element, setText } from '../dom/element.ts';
import { selectField } from '../dom/select-field.ts';
import type { Panel, View } from '../model/panel.ts';
import { maskRounds } from './mask-rounds.ts';
import { MaskSection, type Trained } from './mask-section.ts';
import { pixelPicture } from './pixel-picture.ts';
import { roundPlayer } from './round-player.ts';
import { t } from '../../src/shared/text/language.ts';

/** Rounds of each trial whose ticket has been trained, or comes from another program, in order. */
function trainedRounds(document: ExperimentDocument): ReadonlyMap<number, readonly number[]> {
  const trained = document.trainings.filter(({ series }) => series === 'ticket');
  const tickets = [...trained, ...untrainedImports(document)].toSorted((a, b) => a.trial - b.trial || a.round - b.round);
  return new Map([...new Set(tickets.map(({ trial }) => trial))].map((trial) => [trial, roundsOfTrial(tickets, trial)]));
}

const roundsOfTrial = (tickets: readonly TicketId[], trial: number): readonly number[] =>
  tickets.filter((ticket) => ticket.trial === trial).map(({ round }) => round);

/** Fills the window with the picture, for a wall; Escape goes back. */
function presenting(redraw: () => void): HTMLElement {
  const set = (on: boolean): void => {
    document.body.classList.toggle('presenting', on);
    const label = on ? t('Leave the large picture') : t('Large picture');
    node.title = label;
    node.setAttribute('aria-label', label);
    node.setAttribute('aria-pressed', String(on));
    setText(node.lastElementChild as Element, on ? t('Close') : t('Large'));
    redraw();
  };
  const node = button('screen-full', t('Large picture'), () => set(!document.body.classList.contains('presenting')));
  document.addEventListener('keydown', ({ key }) =>
    key === 'Escape' && document.body.classList.contains('presenting') ? set(false) : undefined,
  );
  set(false);
  return node;
}

/** Any ticket of the experiment tells of its layers; the newest one that was read. */
function lastTicket(): (ticket: TicketDetails | null) => TicketDetails | null {
  let last: TicketDetails | null = null;
  return (ticket) => (last = ticket ?? last);
}

/** The masks of one layer as images through the rounds of a trial, the pixels that they leave, and how much remains in each layer. */
export function masksTab(panel: Panel): View {
  const trialOf = (): number => parseTicketName(panel.ticketName ?? '')?.trial ?? 1;
  const pick = (round: number, trial = trialOf()): void => panel.inspect(ticketName({ experiment: panel.state.experiment, trial, round }));
  const section = new MaskSection(panel);
  const trials = selectField(t('Trial'), (value) => pick(nearest(trained().get(Number(value)) ?? [], roundOf(panel)), Number(value)));
  const player = roundPlayer(pick, () => section.ready);
  const trained = (): ReadonlyMap<number, readonly number[]> =>
    panel.snapshot.document ? trainedRounds(panel.snapshot.document) : new Map<number, never>();
  const pixels = pixelPicture(true);
  const table = maskRounds(pick);
  const known = lastTicket();
  const fields = element(
    'div',
    { class: 'fields mask-fields' },
    trials.element,
    ...section.fields,
    presenting(() => void panel.change({})),
  );
  const side = element('div', { class: 'mask-side' }, pixels.element, section.details[0] as HTMLElement);
  const empty = element('p', { class: 'empty-note' }, t('No masks yet. They appear with the first trained ticket.'));
  const pair = element('div', { class: 'mask-and-side' }, element('div', { class: 'mask-main' }, player.element, section.element), side);
  const full = element('div', {}, fields, pair, section.details[1] as HTMLElement, table.element);
  return {
    element: element('div', { class: 'masks-tab' }, empty, full),
    update(now) {
      const { document } = now.snapshot;
      const all = trained();
      empty.hidden = all.size > 0;
      full.hidden = all.size === 0;
      if (!document || full.hidden) return;
      const [trial, shown] = [trialOf(), roundOf(now)];
      const rounds = all.get(trial) ?? [];
      trials.draw(
        [...all.keys()].map((one) => [String(one), String(one)]),
        String(trial),
      );
      player.draw(rounds, shown, wordsOf(document, shown));
      pixels.draw(now.ticket);
      const ticket = known(now.ticket);
      if (ticket && rounds.includes(shown)) section.draw(ticket, shown, placeIn(all, trial, shown, document.trials));
      const tickets = rounds.map((round) => now.details(ticketName({ experiment: document.experiment, trial, round })));
      void Promise.allSettled(tickets).then((results) => table.draw(results.flatMap(valueOf), roundOf(now)));
    },
  };
}

const placeIn = (all: ReadonlyMap<number, readonly number[]>, trial: number, round: number, planned: number): Trained => ({
  ...{ trial, planned, rounds: all.get(trial) ?? [] },
  trials: [...all].filter(([, rounds]) => rounds.includes(round)).map(([one]) => one),
});

/** The round itself where it is there, else the last one before it. */
const nearest = (rounds: readonly number[], round: number): number => rounds.filter((one) => one <= round).at(-1) ?? rounds[0] ?? 0;

const roundOf = ({ ticketName: name }: Panel): number => parseTicketName(name ?? '')?.round ?? 0;

function wordsOf(document: ExperimentDocument, round: number): string {
  const summary = document.rounds.find((each) => each.round === round);
  return summary ? `${t('Round {0}', round)} · ${roundLabel(round, summary.remaining)}` : t('Round {0}', round);
}

const valueOf = (result: PromiseSettledResult<TicketDetails>): TicketDetails[] => (result.status === 'fulfilled' ? [result.value] : []);

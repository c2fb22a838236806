import { parseTicketName, ticketName } from '../../src/shared/results/ticket-name.ts';
import { roundLabel } from '../curves/round-curves.ts';
import { element, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import type { Panel, View } from '../model/panel.ts';
import { analysisSection } from './analysis-section.ts';
import { layerTable } from './layer-rows.ts';
import { ticketTitle } from './ticket-curves.ts';
import { t } from '../../src/shared/text/language.ts';

/** Trial and round of the inspected ticket, to be changed. */
function ticketPicker(panel: Panel): View {
  const trial = element('select');
  const round = element('select');
  const pick = (): void =>
    panel.inspect(ticketName({ experiment: panel.state.experiment, trial: Number(trial.value), round: Number(round.value) }));
  for (const select of [trial, round]) select.addEventListener('change', pick);
  const field = (name: string, select: HTMLElement): HTMLElement => element('label', { class: 'field' }, element('span', {}, name), select);
  return {
    element: element('div', { class: 'fields' }, field(t('Trial'), trial), field(t('Round'), round)),
    update({ snapshot: { document }, ticketName: name }) {
      if (!document) return;
      options(
        trial,
        Array.from({ length: document.trials }, (_, index) => [index + 1, String(index + 1)]),
      );
      options(
        round,
        document.rounds.map((each) => [each.round, `${each.round} · ${roundLabel(each.round, each.remaining)}`]),
      );
      const place = parseTicketName(name ?? '');
      if (!place) return;
      trial.value = String(place.trial);
      round.value = String(place.round);
    },
  };
}

function options(select: HTMLSelectElement, items: readonly (readonly [number, string])[]): void {
  const make = ([value]: readonly [number, string]): HTMLOptionElement => element('option', { value });
  keyed(
    select,
    items,
    ([value]) => String(value),
    make,
    (option, [, label]) => setText(option, label),
  );
}

/** Every layer of one ticket. */
export function layersTab(panel: Panel): View {
  const picker = ticketPicker(panel);
  const table = layerTable(t('Layers of the chosen ticket'));
  const analysis = analysisSection(panel);
  const title = element('h2', { class: 'page-title' });
  const note = element('p', { class: 'dim' }, t('Biases are never pruned and not counted.'));
  const empty = element('p', { class: 'empty-note' }, t('No ticket yet. Its layers appear with the first trained network.'));
  const full = element('div', {}, picker.element, title, table.element, note, analysis.element);
  return {
    element: element('div', {}, empty, full),
    update(now) {
      empty.hidden = now.ticket !== null;
      full.hidden = now.ticket === null;
      picker.update(now);
      if (!now.ticket) return;
      setText(title, ticketTitle(now.ticket));
      table.draw(now.ticket);
      analysis.update(now);
    },
  };
}

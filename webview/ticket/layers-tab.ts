import { element } from '../dom/element.ts';
import { setText } from '../dom/text.ts';
import type { Panel, View } from '../panel.ts';
import { analysisSection } from './analysis-section.ts';
import { layerTable } from './layer-rows.ts';
import { ticketPicker } from './ticket-picker.ts';

/** Every layer of one ticket. */
export function layersTab(panel: Panel): View {
  const picker = ticketPicker(panel);
  const table = layerTable('Layers of the chosen ticket');
  const analysis = analysisSection(panel);
  const title = element('h2', { class: 'page-title' });
  const note = element('p', { class: 'dim' }, 'Biases are never pruned and not counted.');
  const empty = element('p', { class: 'empty-note' }, 'No ticket yet. Its layers appear with the first trained network.');
  const full = element('div', {}, picker.element, title, table.element, note, analysis.element);
  return {
    element: element('div', {}, empty, full),
    update(now) {
      empty.hidden = now.ticket !== null;
      full.hidden = now.ticket === null;
      picker.update(now);
      if (!now.ticket) return;
      setText(title, `Ticket of round ${now.ticket.round}, trial ${now.ticket.trial}`);
      table.draw(now.ticket);
      analysis.update(now);
    },
  };
}

import type { YEnds } from '../../src/shared/channel/webview-protocol.ts';
import { withEnds } from '../../src/shared/figures/figure/axis.ts';
import type { Figure } from '../../src/shared/figures/figure/figure.ts';
import { t } from '../../src/shared/text/language.ts';
import { element, icon } from '../dom/element.ts';
import { closeWhenLeft } from '../dom/menu.ts';
import type { Panel } from '../model/panel.ts';

/** The ends of the y axis that were chosen for a figure. */
const endsOf = ({ state }: Panel, id: string): YEnds => state.yEnds?.[id] ?? [null, null];

/** The figure with the ends that were chosen for its y axis. */
export const withChosenEnds = (panel: Panel, figure: Figure): Figure => ({ ...figure, y: withEnds(figure.y, endsOf(panel, figure.id)) });

const numberOf = ({ value, valueAsNumber }: HTMLInputElement): number | null =>
  value === '' || Number.isNaN(valueAsNumber) ? null : valueAsNumber;

/** A small menu in which one chooses the ends of a figure's y axis. @param more Stands above them. */
export function axisMenu(panel: Panel, id: string, what: string, ...more: readonly HTMLElement[]): HTMLElement {
  const name = t('Axes: {0}', what);
  const menu = element('details', { class: 'menu' });
  const ends = [t('Y axis from'), t('to')].map((label, index) => {
    const input = element('input', {
      type: 'number',
      step: 'any',
      placeholder: t('auto'),
      'aria-label': index === 0 ? label : t('Y axis to'),
    });
    return { input, field: element('label', { class: 'field' }, element('span', {}, label), input) };
  });
  const set = (next: YEnds): void => panel.change({ yEnds: { ...panel.state.yEnds, [id]: next } });
  const read = (): void => set([numberOf(ends[0]!.input), numberOf(ends[1]!.input)]);
  for (const { input } of ends) input.addEventListener('change', read);
  const fill = (): void => endsOf(panel, id).forEach((end, index) => (ends[index]!.input.value = end === null ? '' : String(end)));
  const reset = element('button', { type: 'button', onclick: () => (set([null, null]), fill()) }, t('Y axis by itself'));
  menu.addEventListener('toggle', fill);
  menu.append(
    element('summary', { title: name, 'aria-label': name }, icon('settings')),
    element('div', { class: 'menu-items axis-items' }, ...more, ...ends.map(({ field }) => field), reset),
  );
  closeWhenLeft(menu);
  return menu;
}

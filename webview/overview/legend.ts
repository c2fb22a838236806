import type { SeriesName } from '../../src/shared/results/experiment.ts';
import { seriesNames } from '../../src/shared/results/experiment.ts';
import { setAttribute } from '../dom/attribute.ts';
import { element } from '../dom/element.ts';
import type { Panel, View } from '../panel.ts';
import { seriesOf, seriesStyles } from '../series.ts';
import { seriesSwatch } from './series-swatch.ts';

/** Which line is which; a press hides or shows a series, and it stays so. */
export function legend(panel: Panel): View {
  const buttons = new Map(seriesNames.map((name) => [name, toggle(panel, name)]));
  const note = element(
    'span',
    { class: 'dim legend-note' },
    'line: mean, band: min to max over trials, thin dots: dense network, hollow: a lower bound',
  );
  return {
    element: element('div', { class: 'legend', role: 'group', 'aria-label': 'Shown series' }, ...buttons.values(), note),
    update({ snapshot: { document }, state }) {
      const present = document ? seriesOf(document) : seriesNames;
      for (const [name, button] of buttons) {
        button.hidden = !present.includes(name);
        setAttribute(button, 'aria-pressed', String(!state.hiddenSeries.includes(name)));
      }
    },
  };
}

function toggle(panel: Panel, name: SeriesName): HTMLButtonElement {
  const { label } = seriesStyles[name];
  const press = (): void => {
    const { hiddenSeries } = panel.state;
    const hidden = hiddenSeries.includes(name);
    panel.change({ hiddenSeries: hidden ? hiddenSeries.filter((other) => other !== name) : [...hiddenSeries, name] });
  };
  return element(
    'button',
    { type: 'button', class: 'legend-item', title: `Show or hide: ${label}`, onclick: press },
    seriesSwatch(name),
    element('span', {}, label),
  );
}

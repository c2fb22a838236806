import { connectionsFigure, movedFigure, weightsFigure } from '../../src/shared/figures/layer-figures.ts';
import type { LayerAnalysis, TicketAnalysis } from '../../src/shared/results/ticket/ticket-analysis.ts';
import { element, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { FigureChart } from '../charts/figure-chart.ts';
import { FiltersSection } from '../filters/filters-section.ts';
import { formatCount, formatThreeDigits } from '../format.ts';
import type { Panel, View } from '../model/panel.ts';
import { t } from '../../src/shared/text/language.ts';

/** One layer of the ticket in figures: its weights, how far they moved, what they connect, and which units died. */
export function analysisSection(panel: Panel): View {
  const select = element('select');
  const words = element('p');
  const boxes = [weightsFigure, movedFigure, connectionsFigure].map((figure, index) => {
    const what = [t('weights of the layer'), t('how far they moved'), t('connections of the layer')][index] ?? '';
    return { figure, chart: new FigureChart(panel, { what }) };
  });
  const filters = new FiltersSection(panel);
  let analysis: TicketAnalysis | null = null;
  const section = element(
    'section',
    { class: 'ticket-section', 'aria-label': t('What the layer is made of') },
    element('label', { class: 'field' }, element('span', {}, t('Layer')), select),
    words,
    filters.element,
    element('div', { class: 'charts' }, ...boxes.map(({ chart }) => chart.element)),
  );
  const draw = (): void => {
    const layer = analysis?.layers.find(({ name }) => name === select.value) ?? analysis?.layers[0];
    section.hidden = !layer;
    if (!layer) return;
    setText(words, layerWords(layer));
    filters.draw({ ticket: analysis?.ticket ?? '', layer });
    for (const { chart, figure } of boxes) chart.draw(() => figure(layer));
  };
  select.addEventListener('change', draw);
  const show = (found: TicketAnalysis | null): void => {
    analysis = found;
    options(select, found?.layers ?? []);
    draw();
  };
  return {
    element: section,
    update(now) {
      const name = now.ticket?.ticket ?? null;
      if (name === null) return show(null);
      if (analysis?.ticket !== name) show(null);
      const current = (found: TicketAnalysis | null): void => (panel.ticket?.ticket === name ? show(found) : undefined);
      void now.analysis(name).then(current, () => current(null));
    },
  };
}

function options(select: HTMLSelectElement, layers: readonly LayerAnalysis[]): void {
  keyed(
    select,
    layers,
    ({ name }) => name,
    ({ name }) => element('option', { value: name }),
    (option, { name }) => setText(option, name),
  );
}

const ofAll = (count: number, all: readonly number[]): readonly string[] => [formatCount(count), formatCount(all.length)];

/** A convolution's inputs are channels, its units filters. */
function layerWords({ shape, moved, unitsWithoutIncoming, inputsWithoutOutgoing, incoming, outgoing }: LayerAnalysis): string {
  const [dead, constant] = [ofAll(inputsWithoutOutgoing, outgoing), ofAll(unitsWithoutIncoming, incoming)];
  const words =
    shape.length === 4
      ? [
          t('{0} of {1} input channels have died: no surviving weight leaves them.', ...dead),
          t('{0} of {1} filters have no incoming weight left.', ...constant),
        ]
      : [
          t('{0} of {1} inputs have died: no surviving weight leaves them.', ...dead),
          t('{0} of {1} units have no incoming weight left.', ...constant),
        ];
  const distance = moved ? [t('The survivors moved by {0} on average.', formatThreeDigits(moved.mean))] : [];
  return [...words, ...distance].join(' ');
}

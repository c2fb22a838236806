import { comparedFigures } from '../../src/shared/figures/compare-figures.ts';
import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import { t } from '../../src/shared/text/language.ts';
import { element, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import type { Panel, View } from '../model/panel.ts';
import { ChartLink } from '../charts/chart-link.ts';
import { FigureChart } from '../charts/figure-chart.ts';

const nothing = '';

/** This experiment beside another one of the store, e.g. one-shot beside iterative pruning. */
export function compareSection(panel: Panel): View {
  const select = element('select');
  const link = new ChartLink();
  const boxes = [
    new FigureChart(panel, { what: t('accuracy of both experiments'), link }),
    new FigureChart(panel, { what: t('early stop of both experiments'), link }),
  ] as const;
  let other: ExperimentDocument | null = null;
  const draw = (): void => {
    const own = panel.snapshot.document;
    const compared = other;
    boxes.forEach((box, index) => box.draw(() => (own && compared ? (comparedFigures(own, compared)[index] ?? null) : null)));
  };
  const choose = async (): Promise<void> => {
    const name = select.value;
    const document = name === nothing ? null : await panel.otherDocument(name);
    if (select.value !== name) return;
    other = document;
    draw();
  };
  select.addEventListener('change', () => void choose());
  select.addEventListener('focus', () => void fill(panel, select));
  return {
    element: element(
      'section',
      { class: 'ticket-section' },
      element('h2', {}, t('Beside another experiment')),
      element('label', { class: 'field' }, element('span', {}, t('Experiment')), select),
      element('div', { class: 'charts' }, ...boxes.map((box) => box.element)),
    ),
    update: () => {
      if (select.options.length === 0) void fill(panel, select);
      draw();
    },
  };
}

async function fill(panel: Panel, select: HTMLSelectElement): Promise<void> {
  const names = await panel.otherExperiments();
  keyed(
    select,
    [nothing, ...names],
    (name) => name,
    (name) => element('option', { value: name }),
    (option, name) => setText(option, name === nothing ? (names.length > 0 ? t('none') : t('there is no other yet')) : name),
  );
}

/** How curves are drawn, as one chooses it. */
import type { CurveSettings } from '../../src/shared/channel/webview-protocol.ts';
import type { Spreads } from '../../src/shared/figures/figure/figure.ts';
import { type SeriesName, seriesNames, seriesTitleOf } from '../../src/shared/specs/series.ts';
import { seriesOf } from '../charts/series.ts';
import { element } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { selectField } from '../dom/select-field.ts';
import type { Panel, View } from '../model/panel.ts';
import { t } from '../../src/shared/text/language.ts';

const untouched: CurveSettings = { logarithmic: false, smoothing: 1, spreads: 'bands', series: ['ticket'] };

export const settingsOf = ({ state }: Panel): CurveSettings => state.curves ?? untouched;

/** Of series that the experiment has; the tickets where none is chosen. */
export function shownSeries(panel: Panel): readonly SeriesName[] {
  const { document } = panel.snapshot;
  const chosen = (document ? seriesOf(document) : seriesNames).filter((name) => settingsOf(panel).series.includes(name));
  return chosen.length > 0 ? chosen : ['ticket'];
}

const change = (panel: Panel, patch: Partial<CurveSettings>): void => panel.change({ curves: { ...settingsOf(panel), ...patch } });

const spreadChoices = (): readonly (readonly [Spreads, string])[] => [
  ['bands', t('bands')],
  ['one', t('band of one line')],
  ['bars', t('error bars')],
  ['none', t('none')],
];

interface Field {
  readonly element: HTMLElement;
  update(): void;
}

/** How ranges over trials are drawn. */
export function spreadField(panel: Panel): Field {
  const field = selectField(t('Ranges over trials'), (spreads) => change(panel, { spreads: spreads as Spreads }));
  return { element: field.element, update: () => field.draw(spreadChoices(), settingsOf(panel).spreads) };
}

const windows = [1, 3, 5, 9, 15, 25];

function smoothingField(panel: Panel): Field {
  const field = selectField(t('Smoothing'), (value) => change(panel, { smoothing: Number(value) }));
  const choices = windows.map((count) => [String(count), count === 1 ? t('none') : t('mean of {0}', count)] as const);
  return { element: field.element, update: () => field.draw(choices, String(settingsOf(panel).smoothing)) };
}

function checkbox(label: string, press: () => void): HTMLLabelElement {
  return element('label', { class: 'choice' }, element('input', { type: 'checkbox', onchange: press }), element('span', {}, label));
}

const check = (node: Element, on: boolean): void => void ((node.querySelector('input') as HTMLInputElement).checked = on);

/** A checkbox a series. */
function seriesChoices(panel: Panel): Field {
  const list = element('div', { class: 'choices' });
  const field = element('fieldset', {}, element('legend', {}, t('Series')), list);
  const toggle = (name: SeriesName): void => {
    const shown = shownSeries(panel);
    change(panel, { series: shown.includes(name) ? shown.filter((other) => other !== name) : [...shown, name] });
  };
  return {
    element: field,
    update() {
      const names = panel.snapshot.document ? seriesOf(panel.snapshot.document) : [];
      const shown = shownSeries(panel);
      field.hidden = names.length < 2;
      keyed(
        list,
        names,
        (name) => name,
        (name) => checkbox(seriesTitleOf(name), () => toggle(name)),
        (node, name) => check(node, shown.includes(name)),
      );
    },
  };
}

/** All settings of the curves in a row. */
export function curveSettings(panel: Panel): View {
  const logarithmic = checkbox(t('Logarithmic iterations'), () => change(panel, { logarithmic: !settingsOf(panel).logarithmic }));
  const fields = [smoothingField(panel), spreadField(panel)];
  const series = seriesChoices(panel);
  const row = element('div', { class: 'fields' }, ...fields.map((field) => field.element), logarithmic);
  return {
    element: element('div', { class: 'curve-settings' }, series.element, row),
    update() {
      for (const field of [...fields, series]) field.update();
      check(logarithmic, settingsOf(panel).logarithmic);
    },
  };
}

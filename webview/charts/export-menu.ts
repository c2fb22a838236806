import type { SavedFigure } from '../../src/shared/channel/webview-protocol.ts';
import { FigureDrawing } from '../../src/shared/charts/figure-drawing.ts';
import { paperLook, svgOf } from '../../src/shared/charts/svg.ts';
import { csvOf } from '../../src/shared/figures/figure/csv.ts';
import type { Figure } from '../../src/shared/figures/figure/figure.ts';
import { t } from '../../src/shared/text/language.ts';
import { element, icon } from '../dom/element.ts';
import { closeWhenLeft } from '../dom/menu.ts';
import type { Panel } from '../model/panel.ts';

/** Twice as many pixels as the drawing has units: sharp in print. */
const sharpness = 2;

/** The figure as PNG, in base64. */
function pngOf(figure: Figure): string {
  const canvas = document.createElement('canvas');
  const drawing = new FigureDrawing(canvas, sharpness);
  drawing.draw(figure, paperLook());
  const png = canvas.toDataURL('image/png').split(',')[1] ?? '';
  drawing.destroy();
  return png;
}

type Kind = SavedFigure['kind'];

const kinds = (): readonly (readonly [Kind, string])[] => [
  ['png', t('Save as PNG...')],
  ['svg', t('Save as SVG...')],
  ['csv', t('Save numbers as CSV...')],
];

/** What is saved: pictures as they are shown, numbers with English words, which programs read. */
interface Saved {
  readonly shown: () => Figure | null;
  readonly english: () => Figure | null;
}

/** On white paper whatever the theme is: figures go into documents. */
function contentOf(figure: Figure, kind: Kind): string {
  if (kind === 'csv') return csvOf(figure);
  return kind === 'svg' ? svgOf(figure) : pngOf(figure);
}

/** A small menu that saves what it stands beside. */
export function exportMenu(panel: Pick<Panel, 'save'>, what: string, { shown, english }: Saved): HTMLElement {
  const menu = element('details', { class: 'menu' });
  const save = (kind: Kind): void => {
    menu.open = false;
    const figure = kind === 'csv' ? english() : shown();
    if (figure) panel.save({ name: figure.id, kind, content: contentOf(figure, kind) });
  };
  const items = kinds().map(([kind, label]) => element('button', { type: 'button', onclick: () => save(kind) }, label));
  const name = t('Export: {0}', what);
  menu.append(element('summary', { title: name, 'aria-label': name }, icon('export')), element('div', { class: 'menu-items' }, ...items));
  closeWhenLeft(menu);
  return menu;
}

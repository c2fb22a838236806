import type { SavedFigure } from '../../src/shared/channel/webview-protocol.ts';
import { csvOf } from '../../src/shared/figures/csv.ts';
import type { Figure } from '../../src/shared/figures/figure.ts';
import { svgWidth } from '../../src/shared/figures/svg-layout.ts';
import { svgOf } from '../../src/shared/figures/svg.ts';
import { element, icon } from '../dom/element.ts';
import { closeWhenLeft } from '../dom/menu.ts';
import type { Panel } from '../model/panel.ts';

/** Twice as many pixels as the drawing has units: sharp in print. */
const sharpness = 2;

/** The drawing as PNG, in base64. @throws Error where the browser cannot draw it. */
async function pngOf(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = svgWidth * sharpness;
  canvas.height = Math.round((image.naturalHeight / image.naturalWidth) * canvas.width);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
}

type Kind = SavedFigure['kind'];

const kinds: readonly (readonly [Kind, string])[] = [
  ['png', 'Save as PNG...'],
  ['svg', 'Save as SVG...'],
  ['csv', 'Save numbers as CSV...'],
];

/** On white paper whatever the theme is: figures go into documents. */
async function contentOf(figure: Figure, kind: Kind): Promise<string> {
  if (kind === 'csv') return csvOf(figure);
  return kind === 'svg' ? svgOf(figure) : pngOf(svgOf(figure));
}

/** A small menu that saves what it stands beside. */
export function exportMenu(panel: Pick<Panel, 'save'>, what: string, figure: () => Figure | null): HTMLElement {
  const menu = element('details', { class: 'menu' });
  const save = async (kind: Kind): Promise<void> => {
    menu.open = false;
    const shown = figure();
    if (shown) panel.save({ name: shown.id, kind, content: await contentOf(shown, kind) });
  };
  const items = kinds.map(([kind, label]) => element('button', { type: 'button', onclick: () => void save(kind) }, label));
  const name = `Export: ${what}`;
  menu.append(element('summary', { title: name, 'aria-label': name }, icon('export')), element('div', { class: 'menu-items' }, ...items));
  closeWhenLeft(menu);
  return menu;
}

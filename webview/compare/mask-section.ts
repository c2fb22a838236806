import type { CompareSnapshot, LayerPicture, PairAgreement } from '../../src/shared/channel/compare-protocol.ts';
import { type LayerAgreement, overallAgreement } from '../../src/shared/results/ticket/mask-agreement.ts';
import { formatCount, formatShare } from '../../src/shared/text/format.ts';
import { color } from '../charts/theme.ts';
import { element, setText } from '../dom/element.ts';
import { tableHead } from '../dom/table.ts';
import { capitalised } from '../format.ts';
import type { CompareHost } from './host.ts';
import { scrolled } from './items-table.ts';
import { t } from '../../src/shared/text/language.ts';

interface Section {
  readonly element: HTMLElement;
  update(snapshot: CompareSnapshot): void;
}

function layerRow({ layer, overlap, byChance, shared, onlyA, onlyB }: LayerAgreement): HTMLTableRowElement {
  const numbers = [formatShare(overlap), formatShare(byChance), ...[shared, onlyA, onlyB].map(formatCount)];
  return element('tr', {}, element('th', { scope: 'row' }, layer), ...numbers.map((text) => element('td', { class: 'number' }, text)));
}

function allRow(layers: readonly LayerAgreement[]): HTMLTableRowElement | null {
  const all = overallAgreement(layers);
  const sum = (of: (layer: LayerAgreement) => number): number => layers.reduce((total, one) => total + of(one), 0);
  if (!all || layers.length < 2) return null;
  const counts = { shared: sum((one) => one.shared), onlyA: sum((one) => one.onlyA), onlyB: sum((one) => one.onlyB) };
  return layerRow({ layer: t('all layers'), ...all, ...counts, total: sum((one) => one.total) });
}

function overlapTable(layers: readonly LayerAgreement[]): HTMLElement {
  if (layers.length === 0) return element('p', { class: 'dim' }, t('The networks differ in shape, so their masks cannot be compared.'));
  const head = tableHead(t('Layer'), t('Overlap'), ...[t('by chance'), t('shared'), t('only first'), t('only second')].map(capitalised));
  const body = element('tbody', {}, ...layers.map(layerRow), allRow(layers));
  return scrolled(t('Overlap of the masks'), element('table', { class: 'overlap' }, head, body));
}

/** One pixel a weight, in the theme's colours. */
function paint(canvas: HTMLCanvasElement, { rows, columns, codes }: LayerPicture): void {
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  if (!context) return;
  const bytes = Uint8Array.from(atob(codes), (sign) => sign.charCodeAt(0));
  const image = context.createImageData(columns, rows);
  const colors = ['--hue-blue', '--hue-orange', '--foreground'].map((name) => rgb(color(name)));
  for (let at = 0; at < rows * columns; at++) {
    const code = ((bytes[at >> 2] ?? 0) >> (2 * (at & 3))) & 3;
    if (code > 0) image.data.set([...(colors[code - 1] ?? []), 255], 4 * at);
  }
  context.putImageData(image, 0, 0);
}

/** "rgb(1, 2, 3)" or "color(srgb 0.1 0.2 0.3)", as browsers report colours; drawn, whatever it is. */
function rgb(css: string): readonly number[] {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d');
  if (!context) return [128, 128, 128];
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

interface Picture {
  readonly element: HTMLElement;
  /** @param names Of the two tickets. @param draw Asks the host for it. */
  show(layers: readonly LayerAgreement[], names: readonly [string, string], draw: (layer: string) => Promise<LayerPicture>): void;
}

const keys = ['shared', 'only-a', 'only-b', 'pruned'] as const;

/** The words of the key, with how many weights each colour stands for. */
const keyWords = ({ shared, onlyA, onlyB, total }: LayerAgreement, [a, b]: readonly [string, string]): readonly string[] => [
  t('shared ({0})', formatCount(shared)),
  t('only {0} ({1})', a, formatCount(onlyA)),
  t('only {0} ({1})', b, formatCount(onlyB)),
  t('pruned in both ({0})', formatCount(total - shared - onlyA - onlyB)),
];

/** One layer of both masks, a pixel a weight, with the choice of the layer. */
function maskPicture(): Picture {
  const layer = element('select');
  const canvas = element('canvas', { class: 'mask-picture', role: 'img' });
  const words = keys.map(() => element('span'));
  const legend = words.map((text, index) =>
    element('span', {}, element('span', { class: `key ${keys[index] ?? ''}`, 'aria-hidden': 'true' }), text),
  );
  const choice = element('label', { class: 'field' }, element('span', {}, t('Layer')), layer);
  const figure = element(
    'figure',
    {},
    element('div', { class: 'choices' }, choice),
    canvas,
    element('p', { class: 'mask-key' }, ...legend),
  );
  let redraw = (): void => undefined;
  layer.addEventListener('change', () => redraw());
  return {
    element: figure,
    show(layers, names, draw) {
      options(
        layer,
        layers.map((one) => one.layer),
      );
      redraw = () => {
        const one = layers[layer.selectedIndex];
        figure.hidden = !one;
        if (!one) return;
        keyWords(one, names).forEach((text, index) => setText(words[index] as Element, text));
        canvas.setAttribute('aria-label', t('Layer {0}: {1}', one.layer, keyWords(one, names).join(', ')));
        const mine = redraw;
        const place = layer.selectedIndex;
        draw(one.layer).then(
          (drawn) => redraw === mine && layer.selectedIndex === place && paint(canvas, drawn),
          (error: unknown) => console.warn(error),
        );
      };
      redraw();
    },
  };
}

function options(select: HTMLSelectElement, labels: readonly string[]): void {
  if ([...select.options].map(({ text }) => text).join('\n') === labels.join('\n')) return;
  const before = select.selectedIndex;
  select.replaceChildren(...labels.map((label, index) => element('option', { value: index }, label)));
  select.selectedIndex = Math.min(Math.max(before, 0), labels.length - 1);
}

const explanation = (): string =>
  t('Overlap: weights that both keep, of those that either keeps. By chance: two random masks of these sizes.');

/** How far two masks agree, layer by layer, and a picture of the weights that both keep and that only one keeps. */
export function maskSection(host: CompareHost): Section {
  const [pair, table, picture] = [element('select'), element('div'), maskPicture()];
  const choice = element('label', { class: 'field' }, element('span', {}, t('Tickets')), pair);
  const text = element('button', { type: 'button', class: 'button secondary' }, t('Compare as Text'));
  let shown: CompareSnapshot | null = null;
  const now = (): PairAgreement | undefined => shown?.agreements[pair.selectedIndex];
  const nameOf = (item: number): string => shown?.items[item]?.ticket?.name ?? '';
  const draw = (): void => {
    const chosen = now();
    if (!chosen) return;
    const { a, b, layers } = chosen;
    table.replaceChildren(overlapTable(layers));
    picture.show(layers, [nameOf(a), nameOf(b)], (layer) => host.picture(a, b, layer));
  };
  pair.addEventListener('change', draw);
  text.addEventListener('click', () => {
    const chosen = now();
    if (chosen) host.textDiff(chosen.a, chosen.b);
  });
  const head = element('div', { class: 'choices' }, choice, text);
  const note = element('p', { class: 'dim' }, explanation());
  const section = element('section', { class: 'compare-section' }, element('h2', {}, t('Masks')), head, note, table, picture.element);
  return {
    element: section,
    update(snapshot) {
      shown = snapshot;
      section.hidden = snapshot.agreements.length === 0;
      options(
        pair,
        snapshot.agreements.map(({ a, b }) => `${nameOf(a)} ↔ ${nameOf(b)}`),
      );
      choice.hidden = snapshot.agreements.length < 2;
      draw();
    },
  };
}

import type { FilterKernels, Kernel } from '../../src/shared/results/ticket/filter-kernels.ts';
import { weightWords, type Which } from './filter-words.ts';
import { t } from '../../src/shared/text/language.ts';

/** Pixels of one weight's cell. */
const cell = 20;
/** A square's side never falls below this: a small weight is no pruned one. */
const smallest = 3;
const full = cell - 4;

type Shape = readonly [tag: string, attributes: Readonly<Record<string, string | number>>];

/** The area goes with |weight|. Filled: positive, hollow: negative. */
function square(value: number, largest: number, [x, y]: readonly [number, number]): Shape {
  const side = Math.max(smallest, full * Math.sqrt(largest > 0 ? Math.min(1, Math.abs(value) / largest) : 0));
  const inset = value < 0 ? 0.75 : 0;
  const [at, size] = [(cell - side) / 2 + inset, side - 2 * inset];
  return ['rect', { class: value < 0 ? 'negative' : 'positive', x: x + at, y: y + at, width: size, height: size }];
}

const box = ([x, y]: readonly [number, number], name: string): Shape => [
  'rect',
  { class: name, x: x + 0.5, y: y + 0.5, width: cell - 1, height: cell - 1 },
];

function cross([x, y]: readonly [number, number]): Shape {
  const [from, to] = [6, cell - 6];
  return ['path', { class: 'cross', d: `M${x + from} ${y + from}L${x + to} ${y + to}M${x + to} ${y + from}L${x + from} ${y + to}` }];
}

/** One kernel: a cell a weight, crossed out where it is pruned. Colours and line widths are the style sheet's. */
export function kernelImage({ kept, ...weights }: Kernel, { size, largest }: FilterKernels, which: Which): SVGElement {
  const [height, width] = size;
  const values = weights[which] ?? weights.initial;
  const image = svg('svg', { class: 'kernel', role: 'img', width: width * cell, height: height * cell });
  kept.forEach((one, index) => {
    const place = [(index % width) * cell, Math.floor(index / width) * cell] as const;
    const value = values[index] ?? 0;
    const shapes = one === 1 ? [box(place, 'kept'), square(value, largest[which] ?? 0, place)] : [box(place, 'pruned'), cross(place)];
    const title = svg('title', {});
    title.textContent = t(
      'row {0}, column {1}: {2}',
      ...[Math.floor(index / width) + 1, (index % width) + 1, weightWords(value, one === 1)],
    );
    const group = svg('g', {});
    group.append(title, ...shapes.map(([tag, attributes]) => svg(tag, attributes)));
    image.append(group);
  });
  return image;
}

function svg(tag: string, attributes: Shape[1]): SVGElement {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  return node;
}

/** Grid, ticks and titles of a figure. */
import { placeOn, tickWords } from './axis.ts';
import type { Figure, FigureLine } from './figure.ts';

/** Pieces of SVG as text. */
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** Two decimals are finer than any screen. */
export const coordinate = (value: number): string => String(Number(value.toFixed(2)));

type Attributes = Readonly<Record<string, string | number>>;

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? coordinate(value) : escapeXml(value)}"`)
    .join('');

export const shape = (tag: string, attributes: Attributes): string => `<${tag}${attributesOf(attributes)}/>`;
export const words = (text: string, attributes: Attributes): string => `<text${attributesOf(attributes)}>${escapeXml(text)}</text>`;
export const group = (attributes: Attributes, ...children: readonly string[]): string =>
  `<g${attributesOf(attributes)}>${children.join('')}</g>`;

// Where the points of a figure lie in its SVG, in its units (pixels at 100 %).
/** The rectangle of the axes. */
export const plotArea = { left: 64, right: 624, top: 36, bottom: 316 } as const;

export interface Place {
  readonly x: number;
  readonly y: number;
}

export const plotX = ({ x }: Figure, value: number): number => plotArea.left + placeOn(x, value) * (plotArea.right - plotArea.left);
export const plotY = ({ y }: Figure, value: number): number => plotArea.bottom - placeOn(y, value) * (plotArea.bottom - plotArea.top);

/** A histogram's line goes up and down at the edges of its bars. */
function stepped(places: readonly Place[]): Place[] {
  return places.flatMap((place, index) => {
    const next = places[index + 1];
    return next ? [place, { x: next.x, y: place.y }] : [place];
  });
}

/** The line, or one edge of its band. */
export function placesOf(figure: Figure, line: FigureLine, of: 'y' | 'low' | 'high'): readonly Place[] {
  const places = line.points.map((point) => ({ x: plotX(figure, point.x), y: plotY(figure, point[of]) }));
  return line.step ? stepped(places) : places;
}

const { left, right, top, bottom } = plotArea;
/** Labels closer than this would run into each other. */
const closest = 38;

const inside = (place: number): boolean => place >= -1e-9 && place <= 1 + 1e-9;

/** The first tick, and each further one that is far enough from the last. */
function spaced(places: readonly { readonly at: number; readonly text: string }[]): typeof places {
  let last = -Infinity;
  return places.filter(({ at }) => {
    const fits = at - last >= closest;
    if (fits) last = at;
    return fits;
  });
}

export function axes(figure: Figure, ink: string, grid: string): string {
  const across = figure.y.ticks.filter((tick) => inside(placeOn(figure.y, tick)));
  const along = figure.x.ticks.filter((tick) => inside(placeOn(figure.x, tick)));
  const rows = across.map((tick) => shape('path', { d: `M${left} ${plotY(figure, tick).toFixed(2)}H${right}`, stroke: grid }));
  const columns = along.map((tick) => shape('path', { d: `M${plotX(figure, tick).toFixed(2)} ${top}V${bottom}`, stroke: grid }));
  const rowWords = across.map((tick) =>
    words(tickWords(figure.y, tick), { x: left - 8, y: plotY(figure, tick) + 4, 'text-anchor': 'end' }),
  );
  const columnWords = spaced(along.map((tick) => ({ at: plotX(figure, tick), text: tickWords(figure.x, tick) }))).map(({ at, text }) =>
    words(text, { x: at, y: bottom + 18, 'text-anchor': 'middle' }),
  );
  const titles = [
    words(figure.x.title, { x: (left + right) / 2, y: bottom + 38, 'text-anchor': 'middle' }),
    words(figure.y.title, { x: right, y: 20, 'text-anchor': 'end' }),
  ];
  return group({}, ...rows, ...columns) + group({ fill: ink }, ...rowWords, ...columnWords, ...titles);
}

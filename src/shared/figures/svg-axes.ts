/** Grid, ticks and titles of a figure. */
import { placeOn, tickWords } from './axis.ts';
import type { Figure } from './figure.ts';
import { plotArea, plotX, plotY } from './plot.ts';
import { group, shape, words } from './svg-text.ts';

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

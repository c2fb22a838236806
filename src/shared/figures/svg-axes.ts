/** Grid, ticks and titles of a figure. */
import { placeOn, tickWords } from './axis.ts';
import { type Drawing, onAxis, plotX, plotY } from './svg-layout.ts';
import { group, shape, words } from './svg-shapes.ts';

/** Labels closer than this would run into each other. */
const closest = 38;

/** The first tick, and each further one that is far enough from the last. */
function spaced(places: readonly { readonly at: number; readonly text: string }[]): typeof places {
  let last = -Infinity;
  return places.filter(({ at }) => {
    const fits = at - last >= closest;
    if (fits) last = at;
    return fits;
  });
}

/** Lines of the grid across, and the numbers at their left. */
function rows(drawing: Drawing, grid: string): readonly [lines: string[], numbers: string[]] {
  const { figure, left, right } = drawing;
  const ticks = figure.y.ticks.filter((tick) => onAxis(placeOn(figure.y, tick)));
  const lines = ticks.map((tick) => shape('path', { d: `M${left} ${plotY(drawing, tick).toFixed(2)}H${right}`, stroke: grid }));
  const place = (tick: number) => ({ x: left - 8, y: plotY(drawing, tick) + 4, 'text-anchor': 'end' });
  return [lines, ticks.map((tick) => words(tickWords(figure.y, tick), place(tick)))];
}

/** Lines of the grid down, and the numbers below them. */
function columns(drawing: Drawing, grid: string): readonly [lines: string[], numbers: string[]] {
  const { figure, top, bottom } = drawing;
  const ticks = figure.x.ticks.filter((tick) => onAxis(placeOn(figure.x, tick)));
  const lines = ticks.map((tick) => shape('path', { d: `M${plotX(drawing, tick).toFixed(2)} ${top}V${bottom}`, stroke: grid }));
  const labels = spaced(ticks.map((tick) => ({ at: plotX(drawing, tick), text: tickWords(figure.x, tick) })));
  return [lines, labels.map(({ at, text }) => words(text, { x: at, y: bottom + 18, 'text-anchor': 'middle' }))];
}

function titles({ figure, left, right, top, bottom }: Drawing): string[] {
  return [
    words(figure.x.title, { x: (left + right) / 2, y: bottom + 38, 'text-anchor': 'middle' }),
    words(figure.y.title, { x: right, y: top - 16, 'text-anchor': 'end' }),
  ];
}

export function axes(drawing: Drawing, ink: string, grid: string): string {
  const [across, rowNumbers] = rows(drawing, grid);
  const [down, columnNumbers] = columns(drawing, grid);
  return group({}, ...across, ...down) + group({ fill: ink }, ...rowNumbers, ...columnNumbers, ...titles(drawing));
}

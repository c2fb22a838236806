/** What stands around the axes of a figure, and the room that it takes, in pixels. */
import type { Measure } from './letter-widths.ts';
import { tickWords } from '../figures/figure/axis.ts';
import type { Figure } from '../figures/figure/figure.ts';
import type { FigureColor } from '../figures/figure/palette.ts';
import { broken, type Entry, entriesOf, hiddenWords, rowHeight, rowsOf } from './legend.ts';

/** Where the words of the lines stand. */
export type LegendPlace = 'below' | 'direct' | 'none';

export interface Look {
  /** CSS colour of a name. */
  readonly colorOf: (name: FigureColor) => string;
  /** CSS names of fonts. */
  readonly family: string;
  /** Of the whole figure. */
  readonly width: number;
  /** Whether there are words for the lines below; where they stand at the lines' ends, those are always there. */
  readonly legend: boolean;
  /** Room above the axes that is left in any case, for those of a figure beside it. */
  readonly leastHead?: number;
}

export interface Frame {
  readonly figure: Figure;
  readonly look: Look;
  readonly width: number;
  readonly height: number;
  /** Above the axes, right of them and below their titles. */
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** How much of that its title needs. */
  readonly head: number;
  /** Lines of the figure's title. */
  readonly titles: readonly string[];
  /** Of the numbers left of the y axis. */
  readonly yAxis: number;
  readonly legend: LegendPlace;
  readonly entries: readonly Entry[];
  /** How many points the axes leave out; empty where all are seen. */
  readonly note: string;
}

/** Higher than this, a figure would leave no room for the one below it. */
const [lowest, highest] = [160, 380];
/** Height of the numbers below the x axis and of its title. */
export const xAxis = 48;
/** Words at the ends of lines take at most this share of the width. */
const widestLabels = 0.3;
const margin = 16;
/** Room at the left of a wide figure. */
const widestAxis = 64;
export const titleHeight = 18;

/** Words at the lines' ends, where there is room for them. */
function placeOf({ direct, lines }: Figure, { width, legend }: Look, measure: Measure): { readonly legend: LegendPlace; labels: number } {
  const labels = 8 + Math.max(0, ...lines.filter(({ marksOnly }) => !marksOnly).map(({ label }) => measure(label)));
  if (direct && labels <= width * widestLabels) return { legend: 'direct', labels };
  return { legend: legend || direct ? 'below' : 'none', labels: 0 };
}

/** Narrow figures have less room at their left, and a title that leaves none for the axis' title has a line of its own. */
export function frameOf(figure: Figure, look: Look, measure: Measure): Frame {
  const { y, title } = figure;
  const { width } = look;
  const place = placeOf(figure, look, measure);
  const widestTick = Math.max(0, ...y.ticks.map((tick) => measure(tickWords(y, tick))));
  const yAxis = Math.ceil(width < 480 ? widestTick + 12 : Math.max(widestAxis, widestTick + 12));
  const right = margin + place.labels;
  const titles = broken(title, width - yAxis, (text) => measure(text, true));
  const isBeside = measure(title, true) + margin + measure(y.title) <= width - yAxis - right;
  const head = (isBeside ? 36 : 54) + (titles.length - 1) * titleHeight;
  const top = Math.max(head, look.leastHead ?? 0);
  const entries = place.legend === 'below' ? entriesOf(figure, { left: yAxis, width: width - yAxis }, measure) : [];
  const note = hiddenWords(figure);
  const rows = rowsOf(entries) + (note === '' ? 0 : 1);
  const bottom = 6 + rows * rowHeight;
  // Whatever its numbers take at the left: figures of one width stand beside each other, and their axes align.
  const plot = Math.min(highest, Math.max(lowest, (width - widestAxis - right) / 2));
  const height = Math.round(top + plot + xAxis + bottom);
  return { figure, look, width, height, top, head, right, bottom, titles, yAxis, legend: place.legend, entries, note };
}

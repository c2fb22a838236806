import { FigureDrawing } from '../../src/shared/charts/figure-drawing.ts';
import type { Look } from '../../src/shared/charts/frame.ts';
import type { Plot } from '../../src/shared/charts/spreads.ts';
import type { Figure } from '../../src/shared/figures/figure/figure.ts';
import { readableXs, readingAt } from '../../src/shared/figures/figure/reading.ts';
import { inEnglish, t } from '../../src/shared/text/language.ts';
import { element, setAttribute, setText } from '../dom/element.ts';
import { exportMenu } from './export-menu.ts';
import type { Panel } from '../model/panel.ts';
import type { ChartLink } from './chart-link.ts';
import { ChartTooltip, readingWords } from './chart-tooltip.ts';
import { variableOf } from './panel-colors.ts';
import { color, fontFamily, themeNumber } from './theme.ts';

/** The point that was pressed: its round, and the key of its line. */
export interface Picked {
  readonly round: number | null;
  readonly key: string | null;
}

export interface ChartOptions {
  /** For the name of its export menu. */
  readonly what: string;
  /** Whether the words of the lines stand below it; true where it is absent. */
  readonly legend?: boolean;
  /** Called with what is pressed. */
  readonly pick?: (picked: Picked) => void;
  /** Charts that are read together with this one. */
  readonly link?: ChartLink;
  /** Stands beside the export menu. */
  readonly menu?: HTMLElement;
}

/** Where the pointer or the keyboard reads. */
interface Place {
  readonly x: number;
  readonly at: number;
}

/** What has to change before a chart is drawn again. */
interface Drawn {
  readonly figure: Figure;
  readonly width: number;
  readonly ratio: number;
  readonly theme: number;
  readonly leastHead: number;
}

/** Whether two values of plain data are the same; points that were not made anew are not looked at. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
  return left.length === Object.keys(right).length && left.every(([name, value]) => same(value, right[name]));
}

/** A figure in the panel: the picture that files and reports have, in the theme's colours, and over it what one reads with pointer or keys. */
export class FigureChart {
  private readonly box = element('div', { class: 'drawing' });
  private readonly cross = element('div', { class: 'chart-cross', hidden: true });
  private readonly mark = element('div', { class: 'chart-mark', hidden: true });
  private readonly tooltip = new ChartTooltip();
  private readonly spoken = element('div', { class: 'visually-hidden', 'aria-live': 'polite' });
  private readonly caption = element('span', { class: 'dim' });
  private readonly stage = element('div', { class: 'stage', role: 'group' }, this.box, this.mark, this.cross, this.tooltip.element);
  private readonly options: ChartOptions;
  private make: () => Figure | null = () => null;
  private figure: Figure | null = null;
  private drawing: FigureDrawing | null = null;
  private places: readonly Place[] = [];
  private reading: number | null = null;
  private marked: number | null = null;
  private drawn: Drawn | null = null;
  readonly element: HTMLElement;

  constructor(panel: Pick<Panel, 'save'>, options: ChartOptions) {
    this.options = options;
    const menus = element(
      'span',
      { class: 'menus' },
      options.menu ?? null,
      exportMenu(panel, options.what, { shown: () => this.figure, english: () => inEnglish(this.make) }),
    );
    this.element = element('figure', { class: 'figure' }, this.stage, this.spoken, element('figcaption', {}, this.caption, menus));
    // Its size on the page changes with the panel, that in pixels with the screen; a zoom changes one or both.
    for (const box of ['content-box', 'device-pixel-content-box'] as const)
      new ResizeObserver(() => this.redraw()).observe(this.box, { box });
    options.link?.add(this);
    this.listen();
  }

  /** @param make In the language that is spoken; null hides it. @param marked The x that is marked, e.g. that of the inspected round. @returns The figure. */
  draw(make: () => Figure | null, marked: number | null = null): Figure | null {
    const figure = make();
    [this.make, this.figure] = [make, figure];
    this.marked = marked;
    this.element.hidden = figure === null || figure.lines.length === 0;
    setText(this.caption, [figure?.caption ?? '', marked === null ? '' : t('Dashed: the chosen round.')].join(' ').trim());
    if (this.element.hidden) this.clear();
    else this.redraw();
    return figure;
  }

  /** Shows what the figure says at the nearest x that it has; null shows nothing. */
  read(x: number | null): void {
    const { places, drawing, figure } = this;
    const place = x === null || places.length === 0 ? null : places.reduce((a, b) => (Math.abs(b.x - x) < Math.abs(a.x - x) ? b : a));
    this.reading = place?.x ?? null;
    this.cross.hidden = place === null;
    const plot = drawing?.plot;
    if (!place || !figure || !plot) return this.tooltip.hide();
    this.cross.style.left = `${place.at}px`;
    this.tooltip.show(readingAt(figure, place.x), { x: place.at, y: plot.top }, this.box.clientWidth);
  }

  private clear(): void {
    this.drawing?.destroy();
    [this.drawing, this.drawn, this.places] = [null, null, []];
    this.box.replaceChildren();
    this.options.link?.setHead(this, null);
    this.read(null);
  }

  redraw(): void {
    const { figure, box } = this;
    const width = box.clientWidth;
    if (!figure || this.element.hidden || width === 0) return;
    const next = { figure, width, ratio: window.devicePixelRatio, theme: themeNumber(), leastHead: this.options.link?.leastHead ?? 0 };
    const head = same(this.drawn, next) ? null : this.paint(next);
    this.drawn = next;
    this.drawMark();
    if (head !== null) this.options.link?.setHead(this, head);
  }

  /** A canvas has one size in pixels to one of the page: another screen gets another canvas. */
  private canvas(ratio: number): { readonly canvas: HTMLCanvasElement; readonly drawing: FigureDrawing } {
    const old = this.box.querySelector('canvas');
    if (old && this.drawing && this.drawn?.ratio === ratio) return { canvas: old, drawing: this.drawing };
    this.drawing?.destroy();
    const canvas = element('canvas', { role: 'img' });
    this.box.replaceChildren(canvas);
    const drawing = new FigureDrawing(canvas, ratio);
    this.drawing = drawing;
    // Tests read there where things lie.
    Object.assign(canvas, { drawing });
    return { canvas, drawing };
  }

  /** @returns What its title takes. */
  private paint({ figure, width, ratio, leastHead }: Drawn): number {
    const { canvas, drawing } = this.canvas(ratio);
    const look: Look = {
      ...{ colorOf: (name) => color(variableOf(name)), family: fontFamily(), width, legend: this.options.legend ?? true, leastHead },
    };
    const { note, head } = drawing.draw(figure, look);
    setAttribute(canvas, 'aria-label', [`${figure.title}. ${figure.caption}`, note].join(' ').trim());
    setAttribute(this.stage, 'aria-label', t('{0}; arrow keys read it', figure.title));
    if (drawing.plot) this.placeReadings(figure, drawing.plot);
    return head;
  }

  /** Where one can read, and the lines over the axes. */
  private placeReadings(figure: Figure, { left, right, top, bottom, x }: Plot): void {
    this.places = readableXs(figure)
      .map((value) => ({ x: value, at: x(value) }))
      .filter(({ at }) => at >= left - 1 && at <= right + 1)
      .sort((a, b) => a.at - b.at);
    for (const line of [this.cross, this.mark]) {
      line.style.top = `${top}px`;
      line.style.height = `${bottom - top}px`;
    }
    setAttribute(this.stage, 'tabindex', this.places.length > 0 ? '0' : null);
    if (this.reading !== null) this.read(this.reading);
  }

  private drawMark(): void {
    const plot = this.drawing?.plot;
    const at = plot && this.marked !== null ? plot.x(this.marked) : Number.NaN;
    this.mark.hidden = !plot || !(at >= plot.left - 1 && at <= plot.right + 1);
    this.mark.style.left = `${at}px`;
  }

  private listen(): void {
    const readAt = (x: number | null): void => (this.options.link ? this.options.link.read(x) : this.read(x));
    this.stage.addEventListener('pointermove', (event) => readAt(this.nearest(this.offset(event).x)?.x ?? null));
    this.stage.addEventListener('pointerleave', () => readAt(null));
    this.stage.addEventListener('blur', () => readAt(null));
    this.stage.addEventListener('click', (event) => this.pickAt(this.offset(event)));
    this.stage.addEventListener('keydown', (event) => {
      const at = this.places.findIndex(({ x }) => x === this.reading);
      const last = this.places.length - 1;
      const to = { ArrowRight: Math.min(last, at + 1), ArrowLeft: at < 0 ? last : Math.max(0, at - 1), Home: 0, End: last }[event.key];
      if (to !== undefined && this.places[to]) {
        event.preventDefault();
        readAt(this.places[to].x);
        if (this.figure) setText(this.spoken, readingWords(readingAt(this.figure, this.places[to].x)));
      } else if (event.key === 'Escape') readAt(null);
      else if (event.key === 'Enter' && this.places[at]) this.pickAt({ x: this.places[at].at, y: 0 });
    });
    if (this.options.pick) this.stage.classList.add('picks');
  }

  private offset({ clientX, clientY }: MouseEvent): { readonly x: number; readonly y: number } {
    const { left, top } = this.box.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  /** The x that is read at a place; null where that lies outside the axes. */
  private nearest(at: number): Place | null {
    const { drawing, places } = this;
    const plot = drawing?.plot;
    if (!plot || places.length === 0 || at < plot.left - 12 || at > plot.right + 12) return null;
    return places.reduce((a, b) => (Math.abs(b.at - at) < Math.abs(a.at - at) ? b : a));
  }

  /** The line that is nearest, at the nearest x. */
  private pickAt(at: { readonly x: number; readonly y: number }): void {
    const place = this.nearest(at.x);
    const plot = this.drawing?.plot;
    if (!place || !this.figure || !plot) return;
    const found = this.figure.lines.flatMap((line) => {
      const point = line.across || line.marksOnly ? undefined : line.points.find(({ x }) => x === place.x);
      return point ? [{ line, point, away: Math.abs(plot.y(point.y) - at.y) }] : [];
    });
    const nearest = found.sort((a, b) => a.away - b.away)[0];
    if (nearest) this.options.pick?.({ round: nearest.point.round ?? nearest.line.round ?? null, key: nearest.line.key ?? null });
  }
}

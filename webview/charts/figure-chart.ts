import type { Figure } from '../../src/shared/figures/figure.ts';
import { readableXs, readingAt } from '../../src/shared/figures/reading.ts';
import { type Drawing, drawingOf, plotX, plotY } from '../../src/shared/figures/svg-layout.ts';
import { element, setAttribute, setText } from '../dom/element.ts';
import { exportMenu } from '../figures/export-menu.ts';
import { svgElement, themeSvg } from '../figures/theme-svg.ts';
import type { Panel } from '../model/panel.ts';
import type { ChartLink } from './chart-link.ts';
import { ChartTooltip, readingWords } from './chart-tooltip.ts';

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

/** A figure in the panel: the picture that files and reports have, in the theme's colours, and over it what one reads with pointer or keys. */
export class FigureChart {
  private readonly canvas = element('div', { class: 'drawing' });
  private readonly cross = element('div', { class: 'chart-cross', hidden: true });
  private readonly mark = element('div', { class: 'chart-mark', hidden: true });
  private readonly tooltip = new ChartTooltip();
  private readonly spoken = element('div', { class: 'visually-hidden', 'aria-live': 'polite' });
  private readonly caption = element('span', { class: 'dim' });
  private readonly stage = element('div', { class: 'stage', role: 'group' }, this.canvas, this.mark, this.cross, this.tooltip.element);
  private readonly options: ChartOptions;
  private figure: Figure | null = null;
  private drawing: Drawing | null = null;
  private places: readonly Place[] = [];
  private reading: number | null = null;
  private marked: number | null = null;
  private drawn = '';
  readonly element: HTMLElement;

  constructor(panel: Panel, options: ChartOptions) {
    this.options = options;
    const menus = element(
      'span',
      { class: 'menus' },
      options.menu ?? null,
      exportMenu(panel, options.what, () => this.figure),
    );
    this.element = element('figure', { class: 'figure' }, this.stage, this.spoken, element('figcaption', {}, this.caption, menus));
    new ResizeObserver(() => this.redraw()).observe(this.canvas);
    options.link?.add(this);
    this.listen();
  }

  /** null hides it. @param marked The x that is marked, e.g. that of the inspected round. */
  draw(figure: Figure | null, marked: number | null = null): void {
    this.figure = figure;
    this.marked = marked;
    this.element.hidden = figure === null || figure.lines.length === 0;
    setText(this.caption, figure?.caption ?? '');
    if (this.element.hidden) this.clear();
    else this.redraw();
  }

  read(x: number | null): void {
    const place =
      x === null || this.places.length === 0 ? null : this.places.reduce((a, b) => (Math.abs(b.x - x) < Math.abs(a.x - x) ? b : a));
    this.reading = place?.x ?? null;
    this.cross.hidden = place === null;
    if (!place || !this.figure || !this.drawing) return this.tooltip.hide();
    this.cross.style.left = `${place.at}px`;
    this.tooltip.show(readingAt(this.figure, place.x), { x: place.at, y: this.drawing.top }, this.drawing.width);
  }

  private clear(): void {
    this.canvas.replaceChildren();
    this.drawn = '';
    this.places = [];
    this.read(null);
  }

  private redraw(): void {
    const { figure } = this;
    const width = this.canvas.clientWidth;
    if (!figure || width === 0) return;
    const legend = this.options.legend ?? true;
    const svg = themeSvg(figure, width, legend);
    if (svg !== this.drawn) this.paint(svg, figure, drawingOf(figure, width, legend));
    this.drawn = svg;
    this.drawMark();
  }

  private paint(svg: string, figure: Figure, drawing: Drawing): void {
    const picture = svgElement(svg);
    const words = `${figure.title}. ${figure.caption}`;
    setAttribute(picture, 'aria-label', words);
    this.canvas.replaceChildren(picture);
    setAttribute(this.stage, 'aria-label', `${figure.title}; arrow keys read it`);
    this.drawing = drawing;
    this.places = readableXs(figure)
      .map((x) => ({ x, at: plotX(drawing, x) }))
      .filter(({ at }) => at >= drawing.left - 1 && at <= drawing.right + 1)
      .sort((a, b) => a.at - b.at);
    for (const line of [this.cross, this.mark]) {
      line.style.top = `${drawing.top}px`;
      line.style.height = `${drawing.bottom - drawing.top}px`;
    }
    setAttribute(this.stage, 'tabindex', this.places.length > 0 ? '0' : null);
    if (this.reading !== null) this.read(this.reading);
  }

  private drawMark(): void {
    const { drawing, marked } = this;
    const at = drawing && marked !== null ? plotX(drawing, marked) : Number.NaN;
    this.mark.hidden = !drawing || !(at >= drawing.left - 1 && at <= drawing.right + 1);
    this.mark.style.left = `${at}px`;
  }

  private listen(): void {
    const tell = (x: number | null): void => (this.options.link ? this.options.link.read(x) : this.read(x));
    this.stage.addEventListener('pointermove', (event) => tell(this.nearest(this.offset(event).x)?.x ?? null));
    this.stage.addEventListener('pointerleave', () => tell(null));
    this.stage.addEventListener('blur', () => tell(null));
    this.stage.addEventListener('click', (event) => this.pickAt(this.offset(event)));
    this.stage.addEventListener('keydown', (event) => {
      const at = this.places.findIndex(({ x }) => x === this.reading);
      const last = this.places.length - 1;
      const to = { ArrowRight: Math.min(last, at + 1), ArrowLeft: at < 0 ? last : Math.max(0, at - 1), Home: 0, End: last }[event.key];
      if (to !== undefined && this.places[to]) {
        event.preventDefault();
        tell(this.places[to].x);
        if (this.figure) setText(this.spoken, readingWords(readingAt(this.figure, this.places[to].x)));
      } else if (event.key === 'Escape') tell(null);
      else if (event.key === 'Enter' && this.places[at]) this.pickAt({ x: this.places[at].at, y: 0 });
    });
    if (this.options.pick) this.stage.classList.add('picks');
  }

  private offset({ clientX, clientY }: MouseEvent): { readonly x: number; readonly y: number } {
    const { left, top } = this.canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  /** The x that is read at a place; null where that lies outside the axes. */
  private nearest(at: number): Place | null {
    const { drawing, places } = this;
    if (!drawing || places.length === 0 || at < drawing.left - 12 || at > drawing.right + 12) return null;
    return places.reduce((a, b) => (Math.abs(b.at - at) < Math.abs(a.at - at) ? b : a));
  }

  /** The line that is nearest, at the nearest x. */
  private pickAt(at: { readonly x: number; readonly y: number }): void {
    const place = this.nearest(at.x);
    const { drawing, figure } = this;
    if (!place || !figure || !drawing) return;
    const found = figure.lines.flatMap((line) => {
      const point = line.across || line.marksOnly ? undefined : line.points.find(({ x }) => x === place.x);
      return point ? [{ line, point, away: Math.abs(plotY(drawing, point.y) - at.y) }] : [];
    });
    const nearest = found.sort((a, b) => a.away - b.away)[0];
    if (nearest) this.options.pick?.({ round: nearest.point.round ?? nearest.line.round ?? null, key: nearest.line.key ?? null });
  }
}

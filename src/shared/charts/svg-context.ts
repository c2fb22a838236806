/**
 * A canvas' context that writes SVG: as much of it as Chart.js and our figures use. There is no package for it that works without a browser's DOM,
 * and none without it that is kept (`canvas2svg`, `svgcanvas` build elements of a document).
 */
import { escapeXml, twoDecimals, xmlElement } from '../text/xml.ts';
import type { DrawingContext } from './canvas.ts';
import { lettersWidth } from './letter-widths.ts';

/** From the baseline, in sizes of the font: SVG's own baselines are not known to every program. */
const rises: Readonly<Record<DrawingContext['textBaseline'], number>> = {
  ...{ alphabetic: 0, bottom: -0.21, ideographic: -0.21, hanging: 0.75, middle: 0.35, top: 0.75 },
};
const anchors: Readonly<Record<DrawingContext['textAlign'], string>> = {
  ...{ left: 'start', start: 'start', center: 'middle', right: 'end', end: 'end' },
};

/** "bold 12px Helvetica": the forms that `fontOf` and Chart.js write. */
function fontParts(font: string): { readonly size: number; readonly bold: boolean; readonly family: string } {
  const words = font.split(' ');
  const at = words.findIndex((word) => word.endsWith('px'));
  return { size: Number.parseFloat(words[at] ?? '10'), bold: words.slice(0, at).includes('bold'), family: words.slice(at + 1).join(' ') };
}

/** A shape: painted by a fill, a stroke, or both. */
interface Shape {
  readonly d: string;
  readonly clipPath: string;
  readonly attributes: Record<string, string | number>;
}

/** What `save` keeps, and `restore` brings back. */
class State {
  font = '10px sans-serif';
  fillStyle: unknown = '#000';
  strokeStyle: unknown = '#000';
  globalAlpha = 1;
  lineWidth = 1;
  lineCap: DrawingContext['lineCap'] = 'butt';
  lineJoin: DrawingContext['lineJoin'] = 'miter';
  lineDashOffset = 0;
  textAlign: DrawingContext['textAlign'] = 'start';
  textBaseline: DrawingContext['textBaseline'] = 'alphabetic';
  protected dash: readonly number[] = [];
  protected clipPath = '';
  /** Only moved and scaled: nothing in a figure is turned. */
  protected transform = { x: 0, y: 0, scale: 1 };
}
const kept = Object.keys(new State()) as (keyof State)[];

export class SvgContext extends State implements DrawingContext {
  private readonly saved: Partial<State>[] = [];
  private path: string[] = [];
  private written: (string | Shape)[] = [];
  private readonly clips = new Map<string, string>();

  /** @param name Begins the names of its parts; unique in the document. @param inherited The font of words that say no other. */
  constructor(
    readonly canvas: unknown,
    private readonly name: string,
    private readonly inherited: string,
  ) {
    super();
  }

  /** What was drawn since the last `clearRect`. */
  content(): string {
    const used = new Set(this.written.map((shape) => (typeof shape === 'string' ? '' : shape.clipPath)));
    const clips = [...this.clips]
      .filter(([, id]) => used.has(id))
      .map(([d, id]) => xmlElement('clipPath', { id }, xmlElement('path', { d })));
    const shapes = this.written.map((shape) =>
      typeof shape === 'string' ? shape : xmlElement('path', { d: shape.d, ...shape.attributes }),
    );
    const { size, family } = fontParts(this.inherited);
    return xmlElement('g', { 'font-family': family, 'font-size': size }, [...clips, ...shapes].join(''));
  }

  save(): void {
    this.saved.push(Object.fromEntries(kept.map((name) => [name, this[name]])));
  }

  restore(): void {
    Object.assign(this, this.saved.pop());
  }

  resetTransform(): void {
    this.transform = { x: 0, y: 0, scale: 1 };
  }

  setTransform(scale: number, _b: number, _c: number, _d: number, x: number, y: number): void {
    this.transform = { x, y, scale };
  }

  translate(dx: number, dy: number): void {
    const { x, y, scale } = this.transform;
    this.transform = { x: x + scale * dx, y: y + scale * dy, scale };
  }

  /** Chart.js turns titles of axes at the left, which figures do not have. */
  rotate(angle: number): void {
    if (angle !== 0) throw new Error('Nothing in a figure is turned.');
  }

  setLineDash(dash: number[]): void {
    this.dash = dash;
  }

  measureText(text: string): { readonly width: number } {
    const { size, bold } = fontParts(this.font);
    return { width: lettersWidth(text, size, bold) };
  }

  beginPath(): void {
    this.path = [];
  }

  closePath(): void {
    if (this.path.length > 0) this.path.push('Z');
  }

  moveTo(x: number, y: number): void {
    this.path.push(`M${this.place(x, y)}`);
  }

  lineTo(x: number, y: number): void {
    const place = this.place(x, y);
    // Chart.js goes to its first point twice.
    if (this.path.at(-1)?.slice(1) !== place) this.path.push(`${this.path.length === 0 ? 'M' : 'L'}${place}`);
  }

  rect(x: number, y: number, width: number, height: number): void {
    const { scale } = this.transform;
    this.path.push(`M${this.place(x, y)}h${twoDecimals(scale * width)}v${twoDecimals(scale * height)}h${twoDecimals(-scale * width)}Z`);
  }

  /** Whole circles only: a figure's arcs are its marks. */
  arc(x: number, y: number, radius: number): void {
    const r = twoDecimals(radius * this.transform.scale);
    const half = (to: number): string => `A${r} ${r} 0 1 1 ${this.place(x + to, y)}`;
    this.path.push(`M${this.place(x - radius, y)}${half(radius)}${half(-radius)}`);
  }

  clip(): void {
    const d = this.path.join('');
    const id = this.clips.get(d) ?? `clip-${this.name}-${this.clips.size}`;
    this.clips.set(d, id);
    this.clipPath = id;
  }

  clearRect(): void {
    this.written = [];
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
  }

  fill(): void {
    const { fillStyle, globalAlpha } = this;
    this.paint({ fill: String(fillStyle), ...(globalAlpha < 1 ? { 'fill-opacity': globalAlpha } : {}) });
  }

  /** A shape that has just been filled gets its outline: one element instead of two. */
  stroke(): void {
    const { strokeStyle, globalAlpha, lineWidth, dash, lineCap, lineJoin, clipPath } = this;
    const look = {
      ...{ stroke: String(strokeStyle), 'stroke-width': lineWidth },
      ...(globalAlpha < 1 ? { 'stroke-opacity': globalAlpha } : {}),
      ...(dash.length > 0 ? { 'stroke-dasharray': dash.join(' ') } : {}),
      ...(lineCap === 'butt' ? {} : { 'stroke-linecap': lineCap }),
      ...(lineJoin === 'miter' ? {} : { 'stroke-linejoin': lineJoin }),
    };
    const last = this.written.at(-1);
    const filled =
      typeof last === 'object' && !('stroke' in last.attributes) && last.clipPath === clipPath && last.d === this.path.join('');
    if (filled) Object.assign(last.attributes, look);
    else this.paint({ fill: 'none', ...look });
  }

  fillText(text: string, x: number, y: number): void {
    const { font, fillStyle, textAlign, textBaseline, transform } = this;
    const [{ size, bold, family }, inherited] = [fontParts(font), fontParts(this.inherited)];
    const [left, base] = [transform.x + transform.scale * x, transform.y + transform.scale * (y + rises[textBaseline] * size)];
    const anchor = anchors[textAlign];
    const attributes = {
      ...{ x: left, y: base, fill: String(fillStyle) },
      ...(family === inherited.family ? {} : { 'font-family': family }),
      ...(size * transform.scale === inherited.size ? {} : { 'font-size': size * transform.scale }),
      ...(bold ? { 'font-weight': 'bold' } : {}),
      ...(anchor === 'start' ? {} : { 'text-anchor': anchor }),
    };
    if (text !== '') this.written.push(xmlElement('text', attributes, escapeXml(text)));
  }

  private place(x: number, y: number): string {
    const { transform } = this;
    return `${twoDecimals(transform.x + transform.scale * x)} ${twoDecimals(transform.y + transform.scale * y)}`;
  }

  private paint(look: Record<string, string | number>): void {
    const { clipPath } = this;
    const d = this.path.join('');
    if (d === '') return;
    this.written.push({ d, clipPath, attributes: { ...look, ...(clipPath === '' ? {} : { 'clip-path': `url(#${clipPath})` }) } });
  }
}

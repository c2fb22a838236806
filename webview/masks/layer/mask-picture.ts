import { color } from '../../charts/theme.ts';
import { element, setAttribute, setText } from '../../dom/element.ts';
import { formatRemaining } from '../../format.ts';
import { isKept, type LayerBits } from './layer-bits.ts';
import { fitPicture, type PictureFit } from './mask-fit.ts';
import type { MaskLayout, TileSize } from './mask-layout.ts';
import { keptRange, pixelsOf, type Raster, rasterOf, type Rgb } from './mask-raster.ts';
import { placeWords } from './mask-words.ts';
import { t } from '../../../src/shared/text/language.ts';

export interface ShownMask {
  readonly mask: LayerBits;
  /** The mask of the round before; null where nothing is marked. */
  readonly before: LayerBits | null;
  readonly layout: MaskLayout;
  /** Whether the layout is a matrix, whose sides may be scaled apart. */
  readonly matrix: boolean;
  /** The size of the images that the layer sees; null where it does not see images. */
  readonly image: TileSize | null;
  /** Survivors of each row. */
  readonly rows: Int32Array;
  /** The mask in words. */
  readonly words: string;
}

/** CSS pixels of the bars beside a matrix, and of the gap before them. */
const [barWidth, barGap] = [72, 8];

const context = (canvas: HTMLCanvasElement): CanvasRenderingContext2D | null => canvas.getContext('2d');

/** Bytes of a colour of the theme, over the panel's ground where it lets that through. */
function rgb(variable: string): Rgb {
  const probe = element('canvas', { width: 1, height: 1 });
  const pen = context(probe);
  for (const name of ['--panel-background', variable]) {
    if (pen) pen.fillStyle = color(name);
    pen?.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = pen?.getImageData(0, 0, 1, 1).data ?? [];
  return [red, green, blue];
}

function paint(canvas: HTMLCanvasElement, raster: Raster): void {
  [canvas.width, canvas.height] = [raster.width, raster.height];
  const colors = { ground: rgb('--panel-background'), pruned: rgb('--mask-pruned'), kept: rgb('--hue-blue'), gone: rgb('--hue-orange') };
  context(canvas)?.putImageData(new ImageData(pixelsOf(raster, colors), raster.width, raster.height), 0, 0);
}

/** Survivors of each unit as bars beside their rows: where a pixel is many units, their mean. */
function paintBars(canvas: HTMLCanvasElement, { layout, rows }: ShownMask, fit: PictureFit): void {
  const [sums, units] = [new Float64Array(fit.height), new Float64Array(fit.height)];
  rows.forEach((count, row) => {
    const y = Math.floor(((layout.rowY[row] ?? 0) * fit.height) / layout.height);
    sums[y] = (sums[y] ?? 0) + count;
    units[y] = (units[y] ?? 0) + 1;
  });
  const most = Math.max(1, ...sums.map((sum, y) => sum / Math.max(1, units[y] ?? 0)));
  [canvas.width, canvas.height] = [Math.round(barWidth * devicePixelRatio), fit.height * fit.scaleY];
  const pen = context(canvas);
  if (!pen) return;
  pen.fillStyle = color('--hue-blue');
  const gap = fit.scaleY > 3 ? 1 : 0;
  sums.forEach((sum, y) => pen.fillRect(0, y * fit.scaleY, (canvas.width * sum) / Math.max(1, units[y] ?? 0) / most, fit.scaleY - gap));
}

const sign = (name: string, words: string): HTMLElement => element('span', { class: 'mask-sign' }, element('span', { class: name }), words);

/** Two signs where a pixel is a weight, a scale where it stands for many; and what the bars are beside a matrix. */
function legend(): { readonly element: HTMLElement; draw(raster: Raster, shown: ShownMask): void } {
  const kept = sign('kept', t('remains'));
  const scale = element('span', { class: 'mask-sign' }, element('span'), element('span', { class: 'mask-ramp' }), element('span'));
  const gone = sign('gone', t('pruned in this round'));
  const bars = sign('bars', t('weights that each unit keeps'));
  return {
    element: element('div', { class: 'mask-legend' }, kept, scale, gone, sign('pruned', t('pruned')), bars),
    draw(raster, { before, matrix }) {
      const many = raster.weights.some((count) => count > 1);
      kept.hidden = many;
      scale.hidden = !many;
      gone.hidden = before === null;
      bars.hidden = !matrix;
      const { most } = keptRange(raster);
      setText(scale.children[0] as Element, t('remains: 0 %'));
      setText(scale.children[2] as Element, t('{0} % of the weights in a pixel', formatRemaining(most)));
    },
  };
}

const isPresenting = (): boolean => document.body.classList.contains('presenting');

/** The mask of a layer as an image. */
export class MaskPicture {
  private readonly canvas = element('canvas', { class: 'mask', role: 'img', 'aria-label': t('Mask') });
  /** The picture before, which fades away over the new one. */
  private readonly past = element('canvas', { class: 'mask past', 'aria-hidden': 'true' });
  private readonly legend = legend();
  private readonly readout = element('p', { class: 'mask-readout dim', 'aria-hidden': 'true' });
  private readonly bars = element('canvas', { class: 'mask-bars', 'aria-hidden': 'true' });
  private readonly box = element('div', { class: 'mask-box' }, element('div', { class: 'mask-stack' }, this.canvas, this.past), this.bars);
  private shown: ShownMask | null = null;
  private raster: Raster | null = null;
  private drawn = '';
  readonly element = element('div', {}, this.box, this.legend.element, this.readout);

  constructor() {
    this.canvas.addEventListener('pointermove', (event) => setText(this.readout, this.wordsAt(event) ?? ''));
    this.canvas.addEventListener('pointerleave', () => setText(this.readout, ''));
    new ResizeObserver(() => this.redraw()).observe(this.box);
  }

  draw(shown: ShownMask): void {
    this.shown = shown;
    this.drawn = '';
    // Also before there is room to draw it.
    setAttribute(this.canvas, 'aria-label', shown.words);
    this.redraw();
  }

  /** Only where there is anything new: a theme, a size, a mask. */
  redraw(): void {
    const { shown } = this;
    const width = this.box.clientWidth;
    if (!shown || width === 0) return;
    const across = width - (shown.matrix ? barWidth + barGap : 0);
    const room = { width: across * devicePixelRatio, height: this.roomBelow() * devicePixelRatio };
    const fit = fitPicture(shown.layout, room, shown.matrix, isPresenting());
    const key = JSON.stringify([fit, devicePixelRatio, color('--hue-blue'), color('--panel-background')]);
    if (key === this.drawn) return;
    this.drawn = key;
    this.keepPast();
    this.raster = rasterOf(shown.layout, shown.mask, shown.before, fit);
    paint(this.canvas, this.raster);
    this.bars.hidden = !shown.matrix;
    if (shown.matrix) paintBars(this.bars, shown, fit);
    this.size(fit);
    this.legend.draw(this.raster, shown);
  }

  /** On a wall the picture fills the window. */
  private roomBelow(): number {
    return isPresenting() ? Math.max(200, innerHeight - 230) : 620;
  }

  private size({ width, height, scaleX, scaleY }: PictureFit): void {
    for (const canvas of [this.canvas, this.past]) {
      canvas.style.width = `${(width * scaleX) / devicePixelRatio}px`;
      canvas.style.height = `${(height * scaleY) / devicePixelRatio}px`;
    }
    this.bars.style.height = this.canvas.style.height;
  }

  private keepPast(): void {
    if (this.raster === null) return;
    [this.past.width, this.past.height] = [this.canvas.width, this.canvas.height];
    context(this.past)?.drawImage(this.canvas, 0, 0);
    this.past.classList.remove('fading');
    // The browser has to see the picture whole before it fades.
    void this.past.offsetWidth;
    this.past.classList.add('fading');
  }

  private wordsAt({ offsetX, offsetY }: PointerEvent): string | null {
    const { shown, raster } = this;
    if (!shown || !raster) return null;
    const { layout, mask } = shown;
    const [across, down] = [offsetX / this.canvas.clientWidth, offsetY / this.canvas.clientHeight];
    const place = layout.at(Math.floor(across * layout.width), Math.floor(down * layout.height));
    if (!place) return null;
    const words = placeWords(place, mask.shape, shown.image);
    const pixel = Math.floor(down * raster.height) * raster.width + Math.floor(across * raster.width);
    const count = raster.weights[pixel] ?? 0;
    if (count > 1) return t('near {0}: {1} of {2} weights remain', words, Math.round(count * (raster.kept[pixel] ?? 0)), count);
    const index = place.row * mask.columns + place.column;
    const fate = shown.before && isKept(shown.before, index) ? t('pruned in this round') : t('pruned');
    return `${words}: ${isKept(mask, index) ? t('remains') : fate}`;
  }
}

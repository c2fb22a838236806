/** A figure as SVG, for files and reports: vector lines and real text, the same bytes for the same figure, with or without a browser. */
import type { Figure } from '../figures/figure/figure.ts';
import type { FigureColor } from '../figures/figure/palette.ts';
import { paperColor } from '../figures/figure/series-looks.ts';
import { escapeXml } from '../text/xml.ts';
import { type DrawingCanvas, fontOf } from './canvas.ts';
import { FigureDrawing } from './figure-drawing.ts';
import type { Look } from './frame.ts';
import { paperFonts } from './letter-widths.ts';
import { SvgContext } from './svg-context.ts';

/** Width of figures in files and reports. */
export const paperWidth = 640;

/** On white paper, whatever the theme is: figures go into documents. */
export const paperLook = (colorOf: (name: FigureColor) => string = paperColor): Look => ({
  ...{ colorOf, family: paperFonts, width: paperWidth, legend: true },
});

/** A canvas without a browser. */
export class SvgCanvas implements DrawingCanvas {
  width = 0;
  height = 0;
  readonly context: SvgContext;

  /** @param name Begins the names of its parts; unique in the document. */
  constructor(name: string, font = fontOf(paperFonts)) {
    this.context = new SvgContext(this, name, font);
  }

  getContext(): SvgContext {
    return this.context;
  }
}

export function svgOf(figure: Figure, look: Partial<Look> = {}): string {
  const whole = { ...paperLook(), ...look };
  const canvas = new SvgCanvas(figure.id, fontOf(whole.family));
  const drawing = new FigureDrawing(canvas, 1);
  const { width, height } = drawing.draw(figure, whole);
  const content = canvas.context.content();
  drawing.destroy();
  const name = `<title>${escapeXml(figure.title)}</title><desc>${escapeXml(figure.caption)}</desc>`;
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" ${size}>${name}${content}</svg>`;
}

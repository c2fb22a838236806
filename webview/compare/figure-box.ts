import type { Figure } from '../../src/shared/figures/figure.ts';
import { element, setText } from '../dom/element.ts';
import type { Panel } from '../model/panel.ts';
import { exportMenu } from '../figures/export-menu.ts';
import { svgElement, themeSvg } from '../figures/theme-svg.ts';

interface FigureBox {
  readonly element: HTMLElement;
  /** null hides it. */
  draw(figure: Figure | null): void;
}

/** A figure drawn as SVG in the theme's colours, with its caption and its export menu. */
export function figureBox(panel: Pick<Panel, 'save'>, what: string): FigureBox {
  let shown: Figure | null = null;
  const canvas = element('div', { class: 'drawing' });
  const caption = element('span', { class: 'dim' });
  const menu = exportMenu(panel, what, () => shown);
  const box = element('figure', { class: 'figure' }, canvas, element('figcaption', {}, caption, menu));
  const redraw = painter(canvas);
  new ResizeObserver(() => redraw(shown)).observe(canvas);
  return {
    element: box,
    draw(figure) {
      shown = figure;
      box.hidden = figure === null || figure.lines.length === 0;
      setText(caption, figure?.caption ?? '');
      redraw(shown);
    },
  };
}

/** Draws a figure as wide as its box, so that letters keep their size in narrow panels; only where anything has changed. */
function painter(canvas: HTMLElement): (figure: Figure | null) => void {
  let drawn = '';
  return (figure) => {
    const width = canvas.clientWidth;
    if (!figure || width === 0) return;
    const svg = themeSvg(figure, width);
    if (svg === drawn) return;
    drawn = svg;
    const picture = svgElement(svg);
    picture.setAttribute('aria-label', `${figure.title}. ${figure.caption}`);
    canvas.replaceChildren(picture);
  };
}

import type { Figure } from '../../src/shared/figures/figure.ts';
import { svgOf } from '../../src/shared/figures/svg.ts';
import { element, setText } from '../dom/element.ts';
import type { Panel } from '../model/panel.ts';
import { variableOf } from '../charts/panel-colors.ts';
import { color } from '../charts/theme.ts';
import { exportMenu } from './export-menu.ts';

interface FigureBox {
  readonly element: HTMLElement;
  /** null hides it. */
  draw(figure: Figure | null): void;
}

/** A figure drawn as SVG in the theme's colours, with its caption and its export menu. */
export function figureBox(panel: Panel, what: string): FigureBox {
  let shown: Figure | null = null;
  let drawn = '';
  const canvas = element('div', { class: 'drawing' });
  const caption = element('span', { class: 'dim' });
  const box = element(
    'figure',
    { class: 'figure' },
    canvas,
    element(
      'figcaption',
      {},
      caption,
      exportMenu(panel, what, () => shown),
    ),
  );
  return {
    element: box,
    draw(figure) {
      shown = figure;
      box.hidden = figure === null || figure.lines.length === 0;
      if (!figure || box.hidden) return;
      setText(caption, figure.caption);
      const svg = svgOf(figure, (name) => color(variableOf(name)));
      if (svg !== drawn) canvas.replaceChildren(parsed(svg));
      drawn = svg;
    },
  };
}

function parsed(svg: string): Node {
  return document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
}

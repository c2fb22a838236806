import {
  type Color,
  type FigureColor,
  hues,
  isHue,
  isNeutral,
  isRampStep,
  type Neutral,
  ramp,
} from '../../src/shared/figures/figure/palette.ts';
import { seriesLooks } from '../../src/shared/figures/figure/series-looks.ts';

const neutrals: Readonly<Record<Neutral, string>> = {
  dim: '--dim',
  foreground: '--foreground',
  grid: '--grid',
  background: '--panel-background',
};

/** CSS variable of a figure's colour. */
export function variableOf(name: FigureColor): string {
  if (isNeutral(name)) return neutrals[name];
  if (isRampStep(name)) return `--${name}`;
  return isHue(name) ? `--hue-${name}` : `--series-${name}`;
}

/** A CSS colour for light and dark themes, the theme's own where it has one. */
export function panelColor({ paper, dark, theme }: Color): string {
  if (theme === undefined) return `light-dark(${paper}, ${dark})`;
  const own = (otherwise: string): string => `var(--vscode-charts-${theme}, ${otherwise})`;
  return `light-dark(color-mix(in srgb, ${own(paper)}, ${paper}), ${own(dark)})`;
}

const declarations = (prefix: string, colors: readonly (readonly [string, Color])[]): string =>
  colors.map(([name, color]) => `${prefix}${name}: ${panelColor(color)};`).join('\n');

/** CSS that gives every hue and every series its variable. */
export function colorSheet(): string {
  const series = Object.entries(seriesLooks).map(([name, { color }]) => [name, color] as const);
  return `:root {\n${declarations('--hue-', Object.entries(hues))}\n${declarations('--', Object.entries(ramp))}\n${declarations('--series-', series)}\n}`;
}

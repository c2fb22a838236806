/** Colours of figures by name, on paper and in the panel. */
import type { SeriesName } from '../specs/series.ts';

/** The chart colours that every theme of VS Code defines. */
export type Hue = 'blue' | 'orange' | 'purple' | 'green' | 'red' | 'yellow';

/** Colours as #rrggbb; each stands out from its ground by a contrast of at least 3 to 1 (WCAG 2.2, 1.4.11). */
export interface Color {
  /** On white paper, and on light themes. */
  readonly paper: string;
  /** On dark themes. */
  readonly dark: string;
  /** The panel takes this colour from the theme. On light themes it mixes it with `paper`, because some themes' orange is too pale. */
  readonly theme?: Hue;
}

export const hues: Readonly<Record<Hue, Color>> = {
  blue: { paper: '#0b63c5', dark: '#3794ff', theme: 'blue' },
  orange: { paper: '#b45a00', dark: '#d18616', theme: 'orange' },
  purple: { paper: '#7b3fa0', dark: '#b180d7', theme: 'purple' },
  green: { paper: '#2e7d32', dark: '#89d185', theme: 'green' },
  red: { paper: '#a3123e', dark: '#f14c4c', theme: 'red' },
  yellow: { paper: '#a08a00', dark: '#cca700', theme: 'yellow' },
};

/** Names of colours without a hue: words, lines of the grid, the ground. */
export type Neutral = 'dim' | 'foreground' | 'grid' | 'background';

export const paperNeutrals: Readonly<Record<Neutral, string>> = {
  dim: '#6b6b6b',
  foreground: '#1f1f1f',
  grid: '#dddddd',
  background: '#ffffff',
};

/** A line has the colour of its series, or a hue where it is no series. */
export type FigureColor = SeriesName | Hue | Neutral;

export const isHue = (name: FigureColor): name is Hue => Object.hasOwn(hues, name);
export const isNeutral = (name: FigureColor): name is Neutral => Object.hasOwn(paperNeutrals, name);

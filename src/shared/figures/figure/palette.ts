/** Colours of figures by name, on paper and in the panel. */
import type { SeriesName } from '../../specs/series.ts';

/** VS Code's themes define chart colours of these names. */
export type Hue = 'blue' | 'orange' | 'purple' | 'green' | 'red' | 'yellow';

/** Colours as #rrggbb; each stands out from its ground by a contrast of at least 3 to 1 (WCAG 2.2, 1.4.11). */
export interface Color {
  /** On white paper, and on light themes. */
  readonly paper: string;
  /** On dark themes. */
  readonly dark: string;
  /** The panel takes this colour from the theme. On light themes it mixes it with `paper`, because some themes' colours are too pale. */
  readonly theme?: Hue;
}

export const hues: Readonly<Record<Hue, Color>> = {
  blue: { paper: '#0b63c5', dark: '#3794ff', theme: 'blue' },
  // The theme's is that of what a search finds: a mere shade since VS Code 1.139, and blue in light high contrast.
  orange: { paper: '#b45a00', dark: '#d18616' },
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

/** Steps of a sequence, e.g. of rounds by their size: from gold over green and blue to violet. */
export const ramp = {
  ramp0: { paper: '#968200', dark: '#e8d44d' },
  ramp1: { paper: '#6c8500', dark: '#b4d65c' },
  ramp2: { paper: '#3d8722', dark: '#7dd477' },
  ramp3: { paper: '#00855a', dark: '#4fd0a2' },
  ramp4: { paper: '#008082', dark: '#3fc6cc' },
  ramp5: { paper: '#0075a8', dark: '#45b3ec' },
  ramp6: { paper: '#0b63c5', dark: '#5a9cff' },
  ramp7: { paper: '#3f4fc4', dark: '#7f8cff' },
  ramp8: { paper: '#5c3ab0', dark: '#a288f5' },
  ramp9: { paper: '#6a2592', dark: '#c48ceb' },
} as const satisfies Readonly<Record<string, Color>>;

export type RampStep = keyof typeof ramp;

const rampSteps = Object.keys(ramp) as RampStep[];

/** @param place 0 at the beginning of the sequence, 1 at its end. */
export const rampColor = (place: number): RampStep => rampSteps[Math.round(place * (rampSteps.length - 1))] ?? 'ramp0';

/** A line has the colour of its series, or a hue or a step of a sequence where it is no series. */
export type FigureColor = SeriesName | Hue | Neutral | RampStep;

export const isHue = (name: FigureColor): name is Hue => Object.hasOwn(hues, name);
export const isNeutral = (name: FigureColor): name is Neutral => Object.hasOwn(paperNeutrals, name);
export const isRampStep = (name: FigureColor): name is RampStep => Object.hasOwn(ramp, name);

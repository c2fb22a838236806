/** A figure as plain data: drawn by `svgOf` for the panel, files and reports, and written by `csvOf`. */
import type { FigureColor } from './palette.ts';

export interface FigurePoint {
  readonly x: number;
  readonly y: number;
  /** Ends of the band, minimum and maximum over trials; equal to `y` where there is no band. */
  readonly low: number;
  readonly high: number;
  /** Only a lower bound: an open marker. */
  readonly open: boolean;
}

export type Marker = 'circle' | 'rect' | 'triangle' | 'triangleDown' | 'rectRot';

export interface FigureLine {
  readonly label: string;
  readonly color: FigureColor;
  readonly dash: readonly number[];
  readonly marker: Marker | null;
  /** Bars of a histogram: each point holds up to the next one's x. */
  readonly step: boolean;
  readonly points: readonly FigurePoint[];
}

export interface FigureAxis {
  readonly title: string;
  readonly unit: 'percent' | 'count' | 'number';
  /** 'remaining': logarithmic, 100 % at the left, as in the paper; x is a percentage. */
  readonly scale: 'linear' | 'remaining';
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

export interface Figure {
  /** Part of file names, e.g. "accuracy". */
  readonly id: string;
  readonly title: string;
  /** A sentence that says what the lines and bands are. */
  readonly caption: string;
  readonly x: FigureAxis;
  readonly y: FigureAxis;
  readonly lines: readonly FigureLine[];
  /** Rows for its CSV, the head first, where that says more than the points of the lines do. */
  readonly csv?: readonly (readonly (string | number)[])[];
}

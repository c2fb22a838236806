/** A figure as plain data: one model from which the panel, reports and files draw (`FigureDrawing`, `svgOf`) and numbers are written (`csvOf`). */
import type { StopBound } from '../../results/verdict/early-stop.ts';
import type { FigureColor } from './palette.ts';

export interface FigurePoint {
  readonly x: number;
  readonly y: number;
  /** Ends of the band, minimum and maximum over trials; equal to `y` where there is no band. */
  readonly low: number;
  readonly high: number;
  /** Other than exact: an open marker. Exact where it is absent. */
  readonly bound?: StopBound;
  /** Trainings that it is the mean of. */
  readonly n?: number;
  /** The round whose ticket a press on it inspects. */
  readonly round?: number;
}

export type Marker = 'circle' | 'rect' | 'triangle' | 'triangleDown' | 'rectRot';

export interface FigureLine {
  /** What it is called in the code; unique within its figure. */
  readonly key?: string;
  readonly label: string;
  readonly color: FigureColor;
  readonly dash: readonly number[];
  readonly marker: Marker | null;
  /** Bars of a histogram: each point holds up to the next one's x. */
  readonly step: boolean;
  readonly points: readonly FigurePoint[];
  /** Marks on other lines: neither a stroke nor a place in the legend. */
  readonly marksOnly?: boolean;
  /** The round that all its points belong to. */
  readonly round?: number;
  /** The same y everywhere: it is told at every x. */
  readonly across?: boolean;
}

export interface FigureAxis {
  readonly title: string;
  readonly unit: 'percent' | 'count' | 'number';
  /** 'remaining': logarithmic, 100 % at the left, as in the paper; x is a percentage. */
  readonly scale: 'linear' | 'logarithmic' | 'remaining';
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

/** How ranges over trials are drawn: of every line, of one, as bars at the points, or not at all. */
export type Spreads = 'bands' | 'one' | 'bars' | 'none';

export interface Figure {
  /** Part of file names, e.g. "accuracy". */
  readonly id: string;
  readonly title: string;
  /** A sentence that says what the lines and bands are. */
  readonly caption: string;
  readonly x: FigureAxis;
  readonly y: FigureAxis;
  readonly lines: readonly FigureLine[];
  /** 'bands' where it is absent. */
  readonly spreads?: Spreads;
  /** The key of the line whose range alone is drawn where `spreads` is 'one'; the first line where it is absent. */
  readonly spreadOf?: string;
  /** Words at the ends of the lines instead of a legend below. */
  readonly direct?: boolean;
  /** The key of the line that others are compared with. */
  readonly reference?: string;
  /** Rows for its CSV, the head first, where that says more than the points of the lines do. */
  readonly csv?: readonly (readonly (string | number)[])[];
}

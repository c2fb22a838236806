import type { Marker } from '../../src/shared/figures/figure.ts';
import type { FigureColor } from '../../src/shared/figures/palette.ts';

/** A point with the range that its band covers. */
export interface BandPoint {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
  /** Only a lower bound: an open marker. */
  readonly open: boolean;
  /** The round that a click on the point inspects; null where a click does nothing. */
  readonly round: number | null;
  /** Shown when the pointer is near. */
  readonly words: string;
}

/** A line, its band and how it looks; `key` keeps it the same line from update to update. */
export interface Line {
  readonly key: string;
  readonly points: readonly BandPoint[];
  readonly color: FigureColor;
  readonly dash: readonly number[];
  /** null: only a line. */
  readonly marker: Marker | null;
  readonly width: number;
  readonly hidden: boolean;
}

/** One point makes no line, so it always has a marker. */
export const markerOf = ({ marker, points }: Pick<Line, 'marker' | 'points'>): Marker | null =>
  marker ?? (points.length === 1 ? 'circle' : null);

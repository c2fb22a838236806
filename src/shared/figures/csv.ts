/** A figure's numbers for other programs: one line a point, every digit. */
import type { Figure } from './figure.ts';

const csvCell = (value: string | number): string => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows as comma-separated values, a line each; cells are quoted where they must be. */
export const csvTable = (rows: readonly (readonly (string | number)[])[]): string =>
  `${rows.map((row) => row.map(csvCell).join(',')).join('\n')}\n`;

export function csvOf({ x, y, lines, csv }: Figure): string {
  if (csv) return csvTable(csv);
  const head = ['series', x.title, y.title, 'min', 'max', 'lower bound'];
  const rows = lines.flatMap(({ label, points }) =>
    points.map((point) => [label, point.x, point.y, point.low, point.high, point.open ? 1 : 0]),
  );
  return csvTable([head, ...rows]);
}

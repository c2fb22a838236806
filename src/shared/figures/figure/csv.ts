/** A figure's numbers for other programs: one line a point, every digit; that a number is only a bound, and the trainings that it is the mean of, stand in columns. */
import type { Figure } from './figure.ts';

/** A text that a spreadsheet would compute as a formula stands behind an apostrophe; numbers stay numbers. */
const disarmed = (text: string): string => (/^[=+\-@\t\r]./s.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text);

const csvCell = (value: string | number): string => {
  const text = typeof value === 'string' ? disarmed(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows as comma-separated values, a line each; cells are quoted where they must be. */
export const csvTable = (rows: readonly (readonly (string | number)[])[]): string =>
  `${rows.map((row) => row.map(csvCell).join(',')).join('\n')}\n`;

export function csvOf({ x, y, lines, csv }: Figure): string {
  if (csv) return csvTable(csv);
  const head = ['series', x.title, y.title, 'min', 'max', 'bound', 'n'];
  const rows = lines.flatMap(({ label, points }) =>
    points.map((point) => [label, point.x, point.y, point.low, point.high, point.bound ?? 'exact', point.n ?? '']),
  );
  return csvTable([head, ...rows]);
}

/** Tables of plain text: columns as wide as their widest cell, numbers to the right. */

export interface Column<Row> {
  readonly title: string;
  readonly align?: 'right';
  readonly cell: (row: Row) => string;
}

/** Names come from files: control characters must not reach the terminal. */
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');

const pad = (text: string, width: number, align?: 'right'): string => (align ? text.padStart(width) : text.padEnd(width));

export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ cell }) => printable(cell(row))))];
  const widths = columns.map((_, place) => Math.max(...lines.map((line) => line[place]?.length ?? 0)));
  const rule = widths.map((width) => '-'.repeat(width));
  const text = (line: readonly string[]): string =>
    line
      .map((cell, place) => pad(cell, widths[place] ?? 0, columns[place]?.align))
      .join('  ')
      .trimEnd();
  return [lines[0] ?? [], rule, ...lines.slice(1)].map(text).join('\n');
}

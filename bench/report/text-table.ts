/** Columns padded to their widest cell; all but the first and the last to the right. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const last = header.length - 1;
  const pad = (cell: string, column: number): string => {
    if (column === last) return cell;
    return column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  };
  return [header, ...rows].map((row) => row.map(pad).join('  ')).join('\n');
}

/** Which column of a CSV file is the label; all others are the inputs, in order. */
import { DataError } from '../data-error.ts';
import type { CsvRow } from './rows.ts';

export interface Columns {
  readonly label: number;
  readonly count: number;
  /** For messages; numbers from 1 where there is no header. */
  readonly names: readonly string[];
}

export interface ColumnChoice {
  /** Name of the label's column, or its number from 1. */
  readonly label: string | number;
  readonly header: 'auto' | 'yes' | 'no';
}

const isNumber = (cell: string): boolean => cell.trim() !== '' && Number.isFinite(Number(cell));

/** A first line with a cell that is no number is a header; a line of numbers is data, unless the config says otherwise. */
export function hasHeader({ cells }: CsvRow, { header }: ColumnChoice): boolean {
  return header === 'auto' ? !cells.every(isNumber) : header === 'yes';
}

function labelColumn(names: readonly string[], label: string | number, file: string): number {
  const found = typeof label === 'number' ? label - 1 : names.findIndex((name) => name.trim() === label);
  if (found >= 0 && found < names.length) return found;
  if (typeof label === 'number') throw new DataError(file, `no column ${label}: there are ${names.length}`);
  const some = names.slice(0, 5).join(', ');
  throw new DataError(
    file,
    `no column named ${label}; the first are ${some}. Without a header give "label" as a number (1 is the first column)`,
  );
}

/** Without a header a name says nothing: the label is then the first column, as in MNIST's usual CSV. */
export function columnsOf(first: CsvRow, choice: ColumnChoice, file: string): Columns {
  const header = hasHeader(first, choice);
  const names = first.cells.map((cell, index) => (header ? cell.trim() : String(index + 1)));
  const nameless = names.indexOf('');
  if (nameless >= 0) throw new DataError(file, `line 1: column ${nameless + 1} has no name (a comma at its end?)`);
  const label = !header && choice.label === 'label' ? 0 : labelColumn(names, choice.label, file);
  return { label, count: names.length, names };
}

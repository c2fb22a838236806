/** Which column of a CSV file is the label; all others are the inputs, in order. */
import { escaped } from '../../shared/text/plain-text.ts';
import { DataError } from '../data-error.ts';
import type { CsvRow } from './rows.ts';
import { tell } from '../../shared/text/told.ts';

export interface Columns {
  readonly hasHeader: boolean;
  /** The header is there because its numbers count up; a person should know. */
  readonly countedHeader: boolean;
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

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** As tables write numbers: 1, -0.5, 1e-3; not 0x10, which JavaScript reads too. NaN for anything else. */
export function numberIn(cell: string): number {
  // Nearly every cell is decided by its first two characters.
  if (isDigit(cell.charCodeAt(0)) && (cell.length === 1 || cell.charCodeAt(1) < 58)) return Number(cell);
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(cell) ? Number(cell) : NaN;
}

const isNumber = (cell: string): boolean => Number.isFinite(numberIn(cell));

/** 0, 1, 2, ... or 1, 2, 3, ...: names that a table library has given to columns without names. */
function countsUp(cells: readonly string[]): boolean {
  const first = Number(cells[0]);
  return cells.length >= 3 && (first === 0 || first === 1) && cells.every((cell, index) => cell.trim() === String(first + index));
}

function labelColumn(names: readonly string[], label: string | number, file: string): number {
  const found = typeof label === 'number' ? label - 1 : names.findIndex((name) => name.trim() === label);
  if (found >= 0 && found < names.length) return found;
  if (typeof label === 'number') throw new DataError(file, tell('no column {0}: there are {1}', label, names.length));
  const some = names.slice(0, 5).map((name) => escaped(name.slice(0, 40)));
  const remedy = tell('Without a header give "label" as a number (1 is the first column)');
  throw new DataError(file, tell('no column named {0}; the first are {1}. {2}', escaped(label), some.join(', '), remedy));
}

function checkNames({ lines }: CsvRow, names: readonly string[], file: string): void {
  const nameless = names.indexOf('');
  if (nameless < 0) return;
  const hint = nameless === 0 ? tell('a row index? Save the table without it, in pandas with index=False') : tell('a comma at its end?');
  throw new DataError(file, tell('line {0}: column {1} has no name ({2})', lines[nameless] ?? 1, nameless + 1, hint));
}

/** A second column of the label's name, as joined tables have it, would give the label away. */
function checkOneLabel(names: readonly string[], label: number, file: string): void {
  const columns = names.flatMap((name, index) => (name === names[label] ? [index + 1] : []));
  if (columns.length < 2) return;
  const name = escaped((names[label] ?? '').slice(0, 40));
  throw new DataError(
    file,
    tell(
      "line 1: the label's column {0} is there {1} times (columns {2}); keep one of them",
      name,
      columns.length,
      columns.slice(0, 5).join(', '),
    ),
  );
}

/** A first line with a cell that is no number, or whose numbers count up, is a header, unless the config says otherwise. */
export function columnsOf(first: CsvRow, { header, label }: ColumnChoice, file: string): Columns {
  const counted = header === 'auto' && countsUp(first.cells);
  const hasHeader = header === 'yes' || (header === 'auto' && (counted || !first.cells.every(isNumber)));
  const names = first.cells.map((cell, index) => (hasHeader ? cell.trim() : String(index + 1)));
  checkNames(first, names, file);
  // Where names say nothing the label is the first column, as in MNIST's usual CSV.
  const byPlace = label === 'label' && (counted || !hasHeader);
  const place = byPlace ? 0 : labelColumn(names, label, file);
  if (hasHeader) checkOneLabel(names, place, file);
  return { hasHeader, countedHeader: counted, label: place, count: names.length, names };
}

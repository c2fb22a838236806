/** A CSV file of one sample a line as inputs and labels. */
import { Readable } from 'node:stream';
import Papa from 'papaparse';
import { productOf } from '../../shared/network/shapes.ts';
import { formatCount } from '../../shared/text/format.ts';
import { openBytes } from '../files/byte-source.ts';
import { sharedBytes, sharedFloats } from '../data-array.ts';
import { DataError } from '../data-error.ts';
import type { ImagesAndLabels } from '../labelled-images.ts';

/** The lines of a CSV file as cells, with their line numbers; gzipped or not, from a spreadsheet or not. */
interface CsvRow {
  /** From 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const isBlank = (cells: readonly string[]): boolean => cells.length === 1 && cells[0]?.trim() === '';

/** @throws DataError with the file's path where it cannot be read. */
async function* csvRows(file: string): AsyncIterable<CsvRow> {
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { skipEmptyLines: false });
  const bytes = Readable.from((await openBytes(file)).chunks());
  bytes.on('error', (error) => parser.destroy(error)).pipe(parser);
  let line = 0;
  for await (const cells of parser as AsyncIterable<string[]>) {
    line++;
    // A byte order mark belongs to the file, not to the first name.
    if (line === 1 && cells[0] !== undefined) cells[0] = cells[0].replace(/^\uFEFF/, '');
    if (!isBlank(cells)) yield { line, cells };
  }
}

/** Which column of a CSV file is the label; all others are the inputs, in order. */
interface Columns {
  readonly label: number;
  readonly count: number;
  /** For messages; numbers from 1 where there is no header. */
  readonly names: readonly string[];
}

interface ColumnChoice {
  /** Name of the label's column, or its number from 1. */
  readonly label: string | number;
  readonly header: 'auto' | 'yes' | 'no';
}

const isNumber = (cell: string): boolean => cell.trim() !== '' && Number.isFinite(Number(cell));

/** A first line with a cell that is no number is a header; a line of numbers is data, unless the config says otherwise. */
function hasHeader({ cells }: CsvRow, { header }: ColumnChoice): boolean {
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
function columnsOf(first: CsvRow, choice: ColumnChoice, file: string): Columns {
  const header = hasHeader(first, choice);
  const names = first.cells.map((cell, index) => (header ? cell.trim() : String(index + 1)));
  const nameless = names.indexOf('');
  if (nameless >= 0) throw new DataError(file, `line 1: column ${nameless + 1} has no name (a comma at its end?)`);
  const label = !header && choice.label === 'label' ? 0 : labelColumn(names, choice.label, file);
  return { label, count: names.length, names };
}

function cellValue(cell: string, column: number, line: number, columns: Columns, file: string): number {
  const place = `line ${line}, column ${columns.names[column] ?? column + 1}`;
  if (cell.trim() === '') throw new DataError(file, `${place} is empty`);
  const value = Number(cell);
  if (!Number.isFinite(value)) throw new DataError(file, `${place} is not a number: ${JSON.stringify(cell.slice(0, 20))}`);
  return value;
}

function rowValues({ line, cells }: CsvRow, columns: Columns, file: string): number[] {
  if (cells.length !== columns.count)
    throw new DataError(
      file,
      `line ${line} has ${cells.length} of ${columns.count} columns${cells.length > columns.count ? ' (a comma at its end?)' : ''}`,
    );
  return cells.map((cell, column) => cellValue(cell, column, line, columns, file));
}

const isByte = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 255;

/** Whole numbers from 0 to 255 are bytes, scaled like the bytes of any image file; anything else is float32. */
function packed(rows: readonly (readonly number[])[], width: number): Uint8Array | Float32Array {
  const bytes = rows.every((row) => row.every(isByte));
  const values = bytes ? sharedBytes(rows.length * width) : sharedFloats(rows.length * width);
  rows.forEach((row, index) => values.set(row, index * width));
  return values;
}

function sampleSizes(width: number, shape: readonly number[] | undefined, file: string): readonly number[] {
  const product = shape ? productOf(shape) : width;
  if (product !== width)
    throw new DataError(
      file,
      `${formatCount(width)} input columns; dataset.shape [${shape?.join(', ') ?? ''}] needs ${formatCount(product)}`,
    );
  return shape ?? [width];
}

/**
 * @param shape Of one sample, e.g. [1, 28, 28]; by default one number for each column.
 * @throws DataError with the line and the column.
 */
export async function csvTable(file: string, choice: ColumnChoice, shape: readonly number[] | undefined): Promise<ImagesAndLabels> {
  let columns: Columns | null = null;
  const inputs: number[][] = [];
  const labels: number[] = [];
  for await (const row of csvRows(file)) {
    const isFirst = columns === null;
    columns ??= columnsOf(row, choice, file);
    if (isFirst && hasHeader(row, choice)) continue;
    const values = rowValues(row, columns, file);
    labels.push(...values.splice(columns.label, 1));
    inputs.push(values);
  }
  if (columns === null || inputs.length === 0) throw new DataError(file, 'expected samples, found none');
  const width = columns.count - 1;
  const images = { file, shape: [inputs.length, ...sampleSizes(width, shape, file)], values: packed(inputs, width) };
  return {
    images,
    labels: {
      file,
      shape: [labels.length],
      values: packed(
        labels.map((label) => [label]),
        1,
      ),
    },
  };
}

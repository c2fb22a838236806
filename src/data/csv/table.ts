/** A CSV file of one sample a row as inputs and labels. */
import { productOf } from '../../shared/network/shapes.ts';
import type { DataNote } from '../../shared/specs/samples.ts';
import { type DataArray, sharedBytes, sharedFloats } from '../data-array.ts';
import { escaped } from '../../shared/text/plain-text.ts';
import { DataError, quoted } from '../data-error.ts';
import { openBytes } from '../files/byte-source.ts';
import { checkRoom } from '../files/limits.ts';
import type { ImagesAndLabels } from '../labelled-images.ts';
import { type ColumnChoice, type Columns, columnsOf, numberIn } from './columns.ts';
import { type CsvRow, csvRows } from './rows.ts';
import { decoded } from './text.ts';
import { tell, tellNumber, type Words } from '../../shared/text/told.ts';

const isByte = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 255;

/** Numbers that come one by one, in blocks of a fixed size. */
class Numbers {
  static readonly blockNumbers = 1 << 18;
  readonly #blocks: Float32Array[] = [];
  readonly #file: string;
  /** Whole numbers from 0 to 255 only. */
  #areBytes = true;
  count = 0;

  constructor(file: string) {
    this.#file = file;
  }

  add(value: number): void {
    const place = this.count++ % Numbers.blockNumbers;
    if (place === 0) this.#begin();
    const block = this.#blocks.at(-1);
    if (block) block[place] = value;
    this.#areBytes &&= isByte(value);
  }

  /** Room for the block, and for all of them once more when they are put together. */
  #begin(): void {
    checkRoom(4 * (this.count + Numbers.blockNumbers), this.#file);
    this.#blocks.push(new Float32Array(Numbers.blockNumbers));
  }

  /** Whole numbers from 0 to 255 are bytes, scaled like the bytes of any image file; anything else is float32. */
  packed(): Uint8Array | Float32Array {
    const values = this.#areBytes ? sharedBytes(this.count) : sharedFloats(this.count);
    this.#blocks.forEach((block, index) => {
      const start = index * Numbers.blockNumbers;
      values.set(block.subarray(0, this.count - start), start);
    });
    return values;
  }
}

function remedy(cell: string, isLabel: boolean): Words {
  if (/^\s*[+-]?\d+,\d+\s*$/.test(cell)) return tell('; a decimal comma? Write a point');
  return isLabel ? tell('; number the classes from 0') : '';
}

function cellValue({ cells, lines }: CsvRow, column: number, columns: Columns, file: string): number {
  const cell = cells[column] ?? '';
  const value = numberIn(cell);
  if (Number.isFinite(Math.fround(value))) return value;
  const name = escaped((columns.names[column] ?? String(column + 1)).slice(0, 40));
  const place = tell('line {0}, column {1}', lines[column] ?? 0, name);
  if (cell.trim() === '') throw new DataError(file, tell('{0} is empty', place));
  if (Number.isFinite(value)) throw new DataError(file, tell('{0} is {1}: expected a number that float32 can hold', place, quoted(cell)));
  throw new DataError(file, tell('{0} is not a number: {1}{2}', place, quoted(cell), remedy(cell, column === columns.label)));
}

function checkWidth({ line, cells }: CsvRow, { count }: Columns, file: string): void {
  if (cells.length === count) return;
  const hint = cells.length > count ? tell(' (a comma at its end?)') : '';
  throw new DataError(file, tell('line {0} has {1} of {2} columns{3}', line, cells.length, count, hint));
}

/** The table as it grows, row by row. */
class Table {
  readonly inputs: Numbers;
  readonly labels: number[] = [];
  /** Of each label, from 1. */
  readonly lines: number[] = [];

  constructor(
    private readonly file: string,
    readonly columns: Columns,
  ) {
    this.inputs = new Numbers(file);
  }

  add(row: CsvRow): void {
    checkWidth(row, this.columns, this.file);
    for (let column = 0; column < row.cells.length; column++) {
      const value = cellValue(row, column, this.columns, this.file);
      if (column === this.columns.label) this.labels.push(value);
      else this.inputs.add(value);
    }
    this.lines.push(row.line);
  }
}

async function readTable(file: string, choice: ColumnChoice): Promise<Table> {
  let table: Table | null = null;
  const source = await openBytes(file);
  for await (const row of csvRows(decoded(source.chunks(), file), file)) {
    const isFirst = table === null;
    table ??= new Table(file, columnsOf(row, choice, file));
    if (!isFirst || !table.columns.hasHeader) table.add(row);
  }
  if (table === null || table.labels.length === 0) throw new DataError(file, tell('expected samples, found none'));
  return table;
}

function sampleSizes(width: number, shape: readonly number[] | undefined, file: string): readonly number[] {
  const product = shape ? productOf(shape) : width;
  if (width === 0) throw new DataError(file, tell('expected inputs beside the label, found one column'));
  if (product === width) return shape ?? [width];
  throw new DataError(
    file,
    tell(
      '{0} input columns; dataset.shape [{1}] needs {2}',
      tellNumber('count', width),
      shape?.join(', ') ?? '',
      tellNumber('count', product),
    ),
  );
}

function labelsOf({ labels }: Table, file: string): DataArray {
  const values = labels.every(isByte) ? sharedBytes(labels.length) : sharedFloats(labels.length);
  values.set(labels);
  return { file, shape: [labels.length], values };
}

export interface CsvTable extends ImagesAndLabels {
  /** Of the inputs, without the label. */
  readonly inputNames: readonly string[];
  readonly lines: readonly number[];
  readonly notes: readonly DataNote[];
}

/**
 * @param shape Of one sample, e.g. [1, 28, 28]; by default one number for each column.
 * @throws DataError with the line and the column.
 */
export async function csvTable(file: string, choice: ColumnChoice, shape: readonly number[] | undefined): Promise<CsvTable> {
  const table = await readTable(file, choice);
  const { columns, inputs, labels, lines } = table;
  const images = { file, shape: [labels.length, ...sampleSizes(columns.count - 1, shape, file)], values: inputs.packed() };
  const notes: DataNote[] = columns.countedHeader ? [{ kind: 'counted-header', file }] : [];
  const inputNames = columns.names.filter((_, column) => column !== columns.label);
  return { images, labels: labelsOf(table, file), inputNames, lines, notes };
}

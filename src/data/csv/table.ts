/** A CSV file of one sample a line as inputs and labels. */
import { formatCount } from '../../shared/text/format.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { sharedBytes, sharedFloats } from '../data-array.ts';
import { DataError } from '../data-error.ts';
import type { ImagesAndLabels } from '../labelled-images.ts';
import { columnsOf, hasHeader } from './columns.ts';
import type { ColumnChoice, Columns } from './columns.ts';
import { csvRows } from './rows.ts';
import type { CsvRow } from './rows.ts';

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

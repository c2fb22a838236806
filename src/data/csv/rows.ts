/** The lines of a CSV file as cells, with their line numbers; gzipped or not, from a spreadsheet or not. */
import { Readable } from 'node:stream';
import Papa from 'papaparse';
import { openBytes } from '../byte-source.ts';

export interface CsvRow {
  /** From 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const isBlank = (cells: readonly string[]): boolean => cells.length === 1 && cells[0]?.trim() === '';

/** @throws DataError with the file's path where it cannot be read. */
export async function* csvRows(file: string): AsyncIterable<CsvRow> {
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

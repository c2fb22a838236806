/** The rows of a CSV text (RFC 4180) as cells, with the lines on which they stand; read as it comes. */
import { DataError } from '../data-error.ts';
import { tell, type Words } from '../../shared/text/told.ts';

export interface CsvRow {
  /** From 1; that of each cell is the line where it begins. */
  readonly line: number;
  readonly lines: readonly number[];
  readonly cells: readonly string[];
}

const delimiters = [',', ';', '\t', '|'];
/** Rows of the largest images have a few million characters; a quote that is never closed takes all that follow. */
const mostCharacters = 1 << 24;
/** One after the other; a file of nothing else is no table. */
const mostBlankLines = 1_000_000;
const [newline, carriageReturn, quote, nul] = [10, 13, 34, 0];

/** The one that the first line has most often, outside quotes. */
function delimiterOf(line: string): number {
  const outside = line.replace(/"[^"]*"/g, '');
  const counts = delimiters.map((delimiter) => outside.split(delimiter).length);
  return (delimiters[counts.indexOf(Math.max(...counts))] ?? ',').charCodeAt(0);
}

type State = 'cell begins' | 'plain' | 'quoted' | 'quote closed';

/** A cell ends at a delimiter or at the end of its line, outside quotes; both characters of Windows' breaks count as one. */
class RowReader {
  readonly #file: string;
  readonly #delimiter: number;
  #state: State = 'cell begins';
  #line = 1;
  #cellLine = 1;
  #afterReturn = false;
  #characters = 0;
  #blankLines = 0;
  #cell = '';
  #cells: string[] = [];
  #lines: number[] = [];

  constructor(file: string, delimiter: number) {
    this.#file = file;
    this.#delimiter = delimiter;
  }

  *push(text: string): Iterable<CsvRow> {
    for (let at = 0; at < text.length;) {
      const end = this.#plainEnd(text, at);
      this.#count(end - at + 1);
      if (end > at) this.#plain(text.slice(at, end));
      const row = end < text.length ? this.#mark(text.charCodeAt(end)) : null;
      if (row !== null) yield row;
      at = end + 1;
    }
  }

  /** The last row, where no break ends it. */
  end(): CsvRow | null {
    if (this.#state === 'quoted') throw this.#problem(this.#cellLine, tell('a quote is opened and never closed'));
    return this.#cells.length > 0 || this.#state !== 'cell begins' ? this.#row() : null;
  }

  #problem(line: number, problem: Words): DataError {
    return new DataError(this.#file, tell('line {0}: {1}', line, problem));
  }

  #count(characters: number): void {
    this.#characters += characters;
    if (this.#characters <= mostCharacters) return;
    const problem = tell('expected at most {0} characters in a row, found more (a quote that is not closed?)', mostCharacters);
    throw this.#problem(this.#lines[0] ?? this.#cellLine, problem);
  }

  /** Where the next character stands that means something. */
  #plainEnd(text: string, from: number): number {
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === this.#delimiter || code === newline || code === carriageReturn || code === quote || code === nul) return at;
    }
    return text.length;
  }

  #plain(characters: string): void {
    this.#afterReturn = false;
    if (this.#state === 'quote closed') {
      if (characters.trim() === '') return;
      throw this.#problem(this.#line, tell('expected a delimiter after a closing quote, found other characters'));
    }
    if (this.#state === 'cell begins') this.#state = 'plain';
    this.#cell += characters;
  }

  #mark(code: number): CsvRow | null {
    if (code === nul) throw this.#problem(this.#line, tell('expected a text, found a NUL character: the file is damaged or no text'));
    if (code === quote) this.#quote();
    else if (this.#state === 'quoted') this.#insideQuotes(code);
    else if (code === this.#delimiter) this.#endCell();
    else return this.#break(code);
    return null;
  }

  /** Two quotes inside quotes are one; in the middle of a plain cell a quote is a character. */
  #quote(): void {
    this.#afterReturn = false;
    if (this.#state === 'plain' || this.#state === 'quote closed') this.#cell += '"';
    if (this.#state === 'quoted') this.#state = 'quote closed';
    else if (this.#state !== 'plain') this.#state = 'quoted';
  }

  #insideQuotes(code: number): void {
    this.#cell += String.fromCharCode(code);
    if (code === this.#delimiter) this.#afterReturn = false;
    else this.#countBreak(code);
  }

  #countBreak(code: number): void {
    if (code === carriageReturn || !this.#afterReturn) this.#line++;
    this.#afterReturn = code === carriageReturn;
  }

  #endCell(): void {
    this.#afterReturn = false;
    this.#cells.push(this.#cell);
    this.#lines.push(this.#cellLine);
    this.#cell = '';
    this.#cellLine = this.#line;
    this.#state = 'cell begins';
  }

  #row(): CsvRow {
    this.#endCell();
    const row = { line: this.#lines[0] ?? 1, lines: this.#lines, cells: this.#cells };
    [this.#cells, this.#lines, this.#characters] = [[], [], 0];
    return row;
  }

  /** Nothing stands on the line that ends. */
  #isBlank(): boolean {
    const blank = this.#cells.length === 0 && this.#state === 'cell begins';
    this.#blankLines = blank ? this.#blankLines + 1 : 0;
    if (this.#blankLines <= mostBlankLines) return blank;
    throw this.#problem(this.#line, tell('expected samples, found {0} blank lines', mostBlankLines));
  }

  #break(code: number): CsvRow | null {
    const isSecond = code === newline && this.#afterReturn;
    const row = isSecond || this.#isBlank() ? null : this.#row();
    this.#characters = 0;
    this.#afterReturn = isSecond;
    this.#countBreak(code);
    this.#cellLine = this.#line;
    return row;
  }
}

const isBlank = ({ cells }: CsvRow): boolean => cells.length === 1 && cells[0]?.trim() === '';

/** Enough to hold the first line, which says what the delimiter is. */
const startCharacters = 1 << 20;

async function* readRows(texts: AsyncIterable<string>, file: string): AsyncIterable<CsvRow> {
  let reader: RowReader | null = null;
  let start = '';
  for await (const text of texts) {
    start += text;
    if (reader === null && start.length < startCharacters && !/[\r\n]/.test(start)) continue;
    reader ??= new RowReader(file, delimiterOf(start.split(/[\r\n]/, 1)[0] ?? ''));
    yield* reader.push(start);
    start = '';
  }
  reader ??= new RowReader(file, delimiterOf(start));
  yield* reader.push(start);
  const last = reader.end();
  if (last !== null) yield last;
}

/** Blank lines are passed over. @throws DataError with the line. */
export async function* csvRows(texts: AsyncIterable<string>, file: string): AsyncIterable<CsvRow> {
  for await (const row of readRows(texts, file)) if (!isBlank(row)) yield row;
}

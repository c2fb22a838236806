/** Tables: columns as wide as their widest cell, numbers to the right; as text that fits the terminal, as CSV or as Markdown. */
import { csvTable } from '../../shared/figures/figure/csv.ts';
import { printableLine } from '../../shared/text/plain-text.ts';
import { rendered, shownLength, type Style, styled } from './style.ts';

export interface Column<Row> {
  readonly title: string;
  readonly align?: 'right';
  readonly cell: (row: Row) => string;
  /** In CSV, where two columns of one name cannot be told apart; the title by default. */
  readonly name?: string;
  /** For CSV, where words are not wanted; the cell by default. */
  readonly value?: (row: Row) => string | number | null;
  readonly style?: (row: Row) => Style | undefined;
  /** In CSV alone, as a number or a word of its own: what a mark inside a number of the text says. Or in text and Markdown alone. */
  readonly only?: 'csv' | 'text';
  /** Stands beside every part of a table that is too wide for the terminal; by default the first column alone does. */
  readonly key?: true;
}

interface Head {
  readonly title: string;
  readonly name: string;
  readonly align: 'right' | undefined;
  readonly key: boolean;
  readonly only: 'csv' | 'text' | undefined;
}

interface Cell {
  readonly text: string;
  readonly value: string | number;
  readonly style: Style | undefined;
}

/** A table as data, whatever its rows were. */
export interface Grid {
  readonly heads: readonly Head[];
  readonly rows: readonly (readonly Cell[])[];
}

function cellOf<Row>({ cell, value, style }: Column<Row>, row: Row): Cell {
  // Names come from files: control characters must not reach the terminal.
  const text = printableLine(cell(row));
  return { text, value: value === undefined ? text : (value(row) ?? ''), style: style?.(row) };
}

export function grid<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Grid {
  const named = columns.some(({ key }) => key);
  return {
    heads: columns.map(({ title, name = title, align, key, only }, place) => {
      return { title, name, align, only, key: named ? key === true : place === 0 };
    }),
    rows: rows.map((row) => columns.map((column) => cellOf(column, row))),
  };
}

const gap = 2;
/** Text is not wrapped into columns narrower than this, nor than its longest word if that is shorter still. */
const narrowest = 24;

const total = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0) + gap * Math.max(0, widths.length - 1);
const textsOf = ({ heads, rows }: Grid, place: number): readonly string[] => [
  heads[place]?.title ?? '',
  ...rows.map((row) => row[place]?.text ?? ''),
];
const longest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, shownLength(text)), 0);
const naturalWidths = (table: Grid): readonly number[] => table.heads.map((_, place) => longest(textsOf(table, place)));

/** Columns of words give way, the widest first; numbers never do. */
function fittingWidths(table: Grid, width: number): readonly number[] {
  const widths = [...naturalWidths(table)];
  const least = table.heads.map(({ align }, place) =>
    align
      ? (widths[place] ?? 0)
      : Math.min(widths[place] ?? 0, Math.max(narrowest, longest(textsOf(table, place).flatMap((text) => text.split(' '))))),
  );
  while (total(widths) > width) {
    const spare = widths.map((one, place) => (one > (least[place] ?? 0) ? one : -1));
    const widest = spare.indexOf(Math.max(...spare));
    if ((spare[widest] ?? -1) < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** Lines no longer than `width`, but for longer words. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && shownLength(last) + 1 + shownLength(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const pad = (text: string, width: number, align: 'right' | undefined): string => (align ? text.padStart(width) : text.padEnd(width));

function lineOf(heads: readonly Head[], widths: readonly number[], cells: readonly Cell[]): string {
  const wraps = cells.map(({ text }, place) =>
    heads[place]?.align || text.length <= (widths[place] ?? 0) ? [text] : wrapped(text, widths[place] ?? 0),
  );
  const height = Math.max(...wraps.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const last = wraps.findLastIndex((lines) => (lines[line] ?? '') !== '');
    return cells
      .slice(0, last + 1)
      .map(({ style }, place) => {
        const padded = pad(
          wraps[place]?.[line] ?? '',
          place === last && !heads[place]?.align ? 0 : (widths[place] ?? 0),
          heads[place]?.align,
        );
        return styled(padded, style);
      })
      .join(' '.repeat(gap));
  }).join('\n');
}

function plainText({ heads, rows }: Grid, widths: readonly number[]): string {
  const head = heads.map(({ title }): Cell => ({ text: title, value: title, style: 'strong' }));
  const rule = widths.map((width): Cell => ({ text: '-'.repeat(width), value: '', style: 'faint' }));
  return [head, rule, ...rows].map((cells) => lineOf(heads, widths, cells)).join('\n');
}

const only = ({ heads, rows }: Grid, places: readonly number[]): Grid => ({
  heads: heads.filter((_, place) => places.includes(place)),
  rows: rows.map((row) => row.filter((_, place) => places.includes(place))),
});

/** Groups of columns that fit, each beside the key columns. */
function partsOf(table: Grid, width: number): readonly (readonly number[])[] {
  const natural = fittingWidths(table, 0);
  const keys = table.heads.flatMap(({ key }, place) => (key ? [place] : []));
  const fits = (places: readonly number[]): boolean => total(places.map((place) => natural[place] ?? 0)) <= width;
  return table.heads.reduce<(readonly number[])[]>((parts, { key }, place) => {
    const last = parts.at(-1);
    if (key) return parts;
    return last && fits([...last, place]) ? [...parts.slice(0, -1), [...last, place]] : [...parts, [...keys, place]];
  }, []);
}

/** As wide as it likes where nobody looks at it in a terminal; COLUMNS, where it is set, says how wide that is. */
export function terminalWidth(stream: { readonly columns?: number | undefined } = process.stdout): number {
  const set = Number(process.env['COLUMNS']);
  return Number.isSafeInteger(set) && set > 0 ? set : (stream.columns ?? Infinity);
}

/** The columns of one form. */
const columnsFor = (form: 'csv' | 'text', all: Grid): Grid =>
  only(
    all,
    all.heads.flatMap((head, place) => (head.only === undefined || head.only === form ? [place] : [])),
  );

/** Sentences are folded where the terminal ends; tables and whatever else fits stays as it is. */
export const folded = (text: string, width = terminalWidth()): string =>
  text
    .split('\n')
    .flatMap((line) => (shownLength(line) <= width ? [line] : wrapped(line, width)))
    .join('\n');

export function gridText(all: Grid, width = terminalWidth()): string {
  const table = columnsFor('text', all);
  const widths = fittingWidths(table, width);
  if (total(widths) <= width) return plainText(table, widths);
  const parts = partsOf(table, width).map((places) => only(table, places));
  return parts.map((part) => plainText(part, fittingWidths(part, width))).join('\n\n');
}

export function gridCsv(all: Grid): string {
  const { heads, rows } = columnsFor('csv', all);
  return csvTable([heads.map(({ name }) => name), ...rows.map((row) => row.map(({ value }) => value))]).trimEnd();
}

/** A cell of a table as it is: no name becomes a tag, a link, code or emphasis. */
const inMarkdown = (text: string): string => rendered(text, false).replace(/[\\|<[\]`*]/g, '\\$&');

export function gridMarkdown(all: Grid): string {
  const { heads, rows } = columnsFor('text', all);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = heads.map(({ align }) => (align ? '---:' : '---'));
  return [
    line(heads.map(({ title }) => inMarkdown(title))),
    line(rule),
    ...rows.map((row) => line(row.map(({ text }) => inMarkdown(text)))),
  ].join('\n');
}

/** A column of numbers or words that CSV alone has. */
export const csvColumn = <Row>(name: string, value: (row: Row) => string | number | null): Column<Row> => ({
  ...{ title: name, name, value, only: 'csv' },
  cell: (row) => String(value(row) ?? ''),
});

export const table = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string => gridText(grid(columns, rows));

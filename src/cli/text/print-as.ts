/** One result in the form that is asked for: for people, for other programs, or for a page. */
import { Option } from 'commander';
import { print, printJson, printRaw } from '../output.ts';
import { folded, type Grid, gridCsv, gridMarkdown } from './table.ts';

export const formats = ['text', 'csv', 'md', 'json'] as const;
export type Format = (typeof formats)[number];

export interface FormatOptions {
  readonly json?: true;
  readonly format?: Format;
}

export const formatOption = (): Option =>
  new Option('-f, --format <format>', 'text, or the table alone as CSV or Markdown, or JSON').choices(formats).conflicts('json');

export interface Result {
  readonly text: () => string;
  /** The table that matters most in the text. */
  readonly grid: () => Grid;
  /** In CSV, where that has other rows. */
  readonly csv?: () => Grid;
  readonly json: () => unknown;
}

export function printAs({ json, format = 'text' }: FormatOptions, result: Result): void {
  if (json || format === 'json') printJson(result.json());
  else if (format === 'csv') printRaw(gridCsv((result.csv ?? result.grid)()));
  else print(format === 'md' ? gridMarkdown(result.grid()) : folded(result.text()));
}

/** Carries out what a Problem proposes; the comments and the order of all else stay. */
import { applyEdits, type Edit, modify } from 'jsonc-parser';
import { type JsonPath, type JsonValue, valueAt } from '../../text/json-value.ts';
import { parseText } from './parse-text.ts';
import type { Problem } from '../problems/problem.ts';

const formattingOptions = { insertSpaces: true, tabSize: 2 };

/** @param value Undefined takes the key out. */
const changed = (text: string, path: JsonPath, value: JsonValue | undefined): string =>
  applyEdits(text, modify(text, [...path], value, { formattingOptions }));

function moved(text: string, from: JsonPath, to: JsonPath): string {
  const value = valueAt(parseText(text).value, from);
  return value === undefined ? text : changed(changed(text, to, value), from, undefined);
}

function fixedText(text: string, { fix, path, offset, length }: Problem): string {
  // Data are fetched, and paths chosen, by commands.
  if (!fix || fix.kind === 'fetch-data' || fix.kind === 'choose-path') return text;
  if (fix.kind === 'move-key') return moved(text, path, fix.to);
  if (fix.kind === 'remove-key') return changed(text, path, undefined);
  const content = JSON.stringify(fix.kind === 'rename-key' ? fix.name : fix.value);
  return applyEdits(text, [{ offset, length, content }]);
}

/** Where two texts differ, as one edit of the first: what lies before and after it keeps cursors and folds. */
function difference(before: string, after: string): Edit {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < shortest - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { offset: start, length: before.length - same - start, content: after.slice(start, after.length - same) };
}

/** The edit of `text` that puts the problem right; undefined where none is known. */
export function fixEdit(text: string, problem: Problem): Edit | undefined {
  const fixed = fixedText(text, problem);
  return fixed === text ? undefined : difference(text, fixed);
}

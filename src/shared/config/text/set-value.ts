/** Changes one value in the text of a config and leaves comments, order and all else as they are. */
import { modify } from 'jsonc-parser';

/** Replaces `length` characters from `offset` on. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

/**
 * A key that the text lacks is added, with the objects around it: what this file says wins over what it extends.
 * @param text JSON with comments, without errors.
 */
export function setValue(text: string, path: readonly string[], value: number | string): readonly TextEdit[] {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return modify(text, [...path], value, { formattingOptions: { insertSpaces: !/^\t/m.test(text), tabSize: 2, eol } });
}

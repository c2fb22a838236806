import { createScanner, getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { JsonValue } from '../../text/json-value.ts';
import { mostFindings, type Problem } from '../problems/problem.ts';
import { t } from '../../text/language.ts';

/** Key nodes that an earlier key of the same object has already taken: one of the two would be ignored silently. */
function findDuplicateKeys(node: Node): readonly Node[] {
  const children = node.children ?? [];
  const inside = children.flatMap((child) => findDuplicateKeys(child));
  if (node.type !== 'object') return inside;
  const seen = new Set<unknown>();
  const own = children.flatMap((property) => {
    const key = property.children?.[0];
    if (!key || !seen.has(key.value)) return (seen.add(key?.value), []);
    return [key];
  });
  return [...own, ...inside];
}

const limit = 100;
/** jsonc-parser's SyntaxKind is an ambient const enum, which isolated modules cannot use. */
const step: Readonly<Record<number, number>> = { 1: 1, 2: -1, 3: 1, 4: -1 };
const endOfFile = 17;

/** Characters. The largest configs that people write, sweeps of a thousand values, have some ten thousand. */
export const longestText = 200_000;

/** Asked before parsing, which is recursive and would overflow the stack. */
function nestsTooDeeply(text: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== endOfFile; token = scanner.scan()) {
    depth += step[token] ?? 0;
    if (depth > limit) return true;
  }
  return false;
}

/** A text as a tree (for ranges) and a value; where there are problems the value is not to be used. */
interface ParsedText {
  readonly tree: Node | undefined;
  readonly value: JsonValue | undefined;
  readonly problems: readonly Problem[];
}

const sentences: Readonly<Partial<Record<ReturnType<typeof printParseErrorCode>, () => string>>> = {
  InvalidSymbol: () => t('This is not JSON: texts need double quotes.'),
  InvalidNumberFormat: () => t('This is not a number.'),
  PropertyNameExpected: () => t('A key in double quotes is missing here.'),
  ValueExpected: () => t('A value is missing here.'),
  ColonExpected: () => t('A colon is missing here.'),
  CommaExpected: () => t('A comma is missing before this.'),
  CloseBraceExpected: () => t('A closing } is missing here.'),
  CloseBracketExpected: () => t('A closing ] is missing here.'),
  EndOfFileExpected: () => t('Nothing may follow the closing }.'),
  UnexpectedEndOfComment: () => t('This comment is never closed.'),
  UnexpectedEndOfString: () => t('This text is never closed with a double quote.'),
};

const problemAt = (offset: number, length: number, message: string): Problem => ({ severity: 'error', message, path: [], offset, length });

function syntaxProblem(error: ParseError, end: number): Problem {
  // The parser counts one too many where a comment is never closed.
  const offset = Math.min(error.offset, end);
  const sentence = sentences[printParseErrorCode(error.error)]?.() ?? t('This is not valid JSON.');
  return problemAt(offset, Math.min(error.length, end - offset), sentence);
}

/** The first byte that no character has in UTF-8, as decoding leaves it. A name with it would be mangled silently. */
function encodingProblems(text: string): readonly Problem[] {
  const offset = text.indexOf('\uFFFD');
  return offset < 0
    ? []
    : [problemAt(offset, 1, t('This is not UTF-8: save the file with the encoding UTF-8, in VS Code by "Save with Encoding".'))];
}

/**
 * Reads JSON with comments, trailing commas and a byte order mark, as the editor does.
 * The mark becomes a space instead of being cut off, so that offsets stay those of the text.
 */
export function parseText(original: string): ParsedText {
  const text = original.replace(/^\uFEFF/, ' ');
  const failed = (problems: readonly Problem[]): ParsedText => ({ tree: undefined, value: undefined, problems });
  if (text.length > longestText) return failed([problemAt(0, 1, t('This is too long for a config: at most {0} characters.', longestText))]);
  if (nestsTooDeeply(text)) return failed([problemAt(0, text.length, t('Nested too deeply for a config.'))]);
  const encoding = encodingProblems(text);
  if (encoding.length > 0) return failed(encoding);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  if (errors.length > 0) return failed(errors.slice(0, mostFindings).map((error) => syntaxProblem(error, text.length)));
  if (!tree) return failed([problemAt(0, original.length, t('This file is empty. Write {} to begin with: everything has a default.'))]);
  const duplicates = findDuplicateKeys(tree)
    .slice(0, mostFindings)
    .map((key) => problemAt(key.offset, key.length, t('{0} is given twice; keep one of the two.', JSON.stringify(key.value))));
  return { tree, value: getNodeValue(tree) as JsonValue, problems: duplicates };
}

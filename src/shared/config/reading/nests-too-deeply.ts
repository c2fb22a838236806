import { createScanner } from 'jsonc-parser';

const limit = 100;
/** jsonc-parser's SyntaxKind is an ambient const enum, which isolated modules cannot use. */
const step: Readonly<Record<number, number>> = { 1: 1, 2: -1, 3: 1, 4: -1 };
const endOfFile = 17;

/** Asked before parsing, which is recursive and would overflow the stack. */
export function nestsTooDeeply(text: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== endOfFile; token = scanner.scan()) {
    depth += step[token] ?? 0;
    if (depth > limit) return true;
  }
  return false;
}

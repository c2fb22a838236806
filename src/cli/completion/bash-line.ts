/** A command line as bash has it, up to the cursor. */

interface BashLine {
  /** Without quotes; the last is the one that is being written, maybe empty. */
  readonly words: readonly string[];
  /** The quote that is open at the cursor, if any. */
  readonly quote: string;
  /** Where in the last word bash's own last word begins: it splits unquoted words at these signs. */
  readonly from: number;
}

const splits = /[=:@><|&;(]/;

/** Quotes and backslashes only: nothing is expanded. */
export function bashLine(line: string): BashLine {
  const words: string[] = [];
  let [word, quote, from, begun] = ['', '', 0, false];
  for (let place = 0; place < line.length; place++) {
    const sign = line[place] ?? '';
    if (quote !== '') {
      if (sign === quote) quote = '';
      else word += sign;
    } else if (sign === '\\') word += line[++place] ?? '';
    else if (sign === "'" || sign === '"') [quote, from, begun] = [sign, word.length, true];
    else if (/\s/.test(sign)) {
      if (begun || word !== '') words.push(word);
      [word, from, begun] = ['', 0, false];
    } else {
      word += sign;
      if (splits.test(sign)) from = word.length;
    }
  }
  return { words: [...words, word], quote, from };
}

/** What bash puts in the place of its last word. */
export function bashAnswer(candidate: string, { quote, from }: BashLine): string {
  const rest = candidate.slice(from);
  return quote === '' ? rest.replace(/[^\w@%+=:,./-]/g, '\\$&') : rest;
}

/** stdout is for results, stderr for everything else. */

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** One JSON document, indented: for `--json` of every command but `run`. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** One JSON value on a line of its own. */
export function printJsonLine(value: unknown): void {
  print(JSON.stringify(value));
}

/** What the program's exit code says; documented in docs/cli.md. */
export const exitCodes = { done: 0, failed: 1, usage: 2, busy: 3, cancelled: 130 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends the program with a message on stderr, without a stack trace. */
export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
  }
}

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

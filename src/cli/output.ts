import { printable } from '../shared/text/plain-text.ts';
import { hasColour, rendered, styled } from './text/style.ts';

/** Exit codes of the program; documented in docs/cli.md. */
export const exitCodes = {
  ...{ done: 0, failed: 1, usage: 2, busy: 3, damaged: 4 },
  // 128 and the signal's number, as shells have it: SIGHUP, SIGINT, SIGPIPE, SIGTERM.
  ...{ hungUp: 129, cancelled: 130, closedPipe: 141, terminated: 143 },
} as const;

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

let unfinished = 0;

/** While `work` goes on, the end of whoever reads stdout ends it before it is done. */
export async function whileUnfinished<T>(work: () => Promise<T>): Promise<T> {
  unfinished += 1;
  try {
    return await work();
  } finally {
    unfinished -= 1;
  }
}

/** `winning-ticket list | head` closes the pipe early, which is no failure; a run that nobody reads is broken off and saved. */
export const closedPipeCode = (): ExitCode => (unfinished > 0 ? exitCodes.closedPipe : exitCodes.done);

const shown = (text: string, stream: NodeJS.WriteStream): string => `${rendered(printable(text), hasColour(stream))}\n`;

/** Results, on stdout. No name, path or failure sends an escape sequence to a terminal. */
export function print(text: string): void {
  process.stdout.write(shown(text, process.stdout));
}

/** What is wrong, on stderr. */
export function note(text: string): void {
  process.stderr.write(shown(text, process.stderr));
}

let quiet = false;

/** `--quiet`: from here on stderr has only what is wrong. */
export const beQuiet = (): void => void (quiet = true);
export const isQuiet = (): boolean => quiet;

/** What is good to know, on stderr: how far a run is, where a file was written. */
export function inform(text: string): void {
  if (!quiet) note(text);
}

const severities = { warn: styled('warning', 'doubtful'), error: styled('error', 'bad') } as const;

export const severityWords = (level: 'warn' | 'error', text: string): string => `${severities[level]}: ${text}`;

/** One that has a place: "lenet.lottery.json:3:5: ...", or a value of the command line. */
export const noteProblem = (severity: 'error' | 'warning', place: string, message: string): void =>
  note(`${styled(place, 'strong')}: ${severity === 'error' ? message : severityWords('warn', message)}`);

/** JSON escapes control characters below U+0020; the others are escaped here, so that a program reads what was meant. */
function printRawJson(text: string): void {
  const escaped = (one: string): string => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
  printRaw(text.replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, escaped));
}

/** For programs: never coloured. */
export const printRaw = (text: string): void => void process.stdout.write(`${text}\n`);

/** A file as it is, for another program or a redirection. */
export const printBytes = (bytes: Uint8Array): void => void process.stdout.write(bytes);

/** A library's message about arguments, which ends its lines itself. */
export const noteLines = (text: string): void => note(text.replace(/\n$/, ''));

/** How texts are told in other languages is for editors. */
const inEnglishOnly = (key: string, value: unknown): unknown => (key === 'tellings' ? undefined : value);

/** One JSON document, indented: for `--json` of every command but `run`. */
export function printJson(value: unknown): void {
  printRawJson(JSON.stringify(value, inEnglishOnly, 2));
}

/** One JSON value on a line of its own. */
export function printJsonLine(value: unknown): void {
  printRawJson(JSON.stringify(value, inEnglishOnly));
}

/** The program `winning-ticket`: reads its arguments, runs one command, ends with the exit codes of docs/cli.md. */
import { writeSync } from 'node:fs';
import { CommanderError } from 'commander';
import { foreignWords, ownWords } from '../shared/text/own-words.ts';
import { exitCodeFor } from './exit-code-for.ts';
import { ignoresHangup } from './run/hangup.ts';
import { closedPipeCode, type ExitCode, exitCodes, note } from './output.ts';
import { program } from './program.ts';

/** Not process.exit: what is still on its way into a pipe must arrive. */
const done = (code: ExitCode): void => void (process.exitCode = code);

/** The terminal's log is stderr too, with the word before it. */
function say(error: unknown): void {
  const [message, detail] = [ownWords(error), foreignWords(error)];
  if (message !== '') note(message);
  if (detail !== null) note(`log: ${detail.split('\n')[0] ?? ''}`);
}

/** What cannot be printed is no result: whoever closes the pipe knows, of a full disk nobody does. */
function leaveUnwritten(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(closedPipeCode());
  if (error.code === 'EIO' && ignoresHangup()) return;
  // At once: the end of the process would lose what is on its way.
  const words = `${ownWords(error, 'What was to be printed (stdout)')}.\n`;
  try {
    writeSync(2, words);
  } finally {
    process.exit(exitCodes.failed);
  }
}

async function main(): Promise<void> {
  process.stdout.on('error', leaveUnwritten);
  // A stderr that was never open is no reason to end.
  process.stderr.on('error', ({ code }: NodeJS.ErrnoException) => (code === 'EPIPE' ? process.exit(closedPipeCode()) : undefined));
  try {
    await program(done).parseAsync();
  } catch (error) {
    done(exitCodeFor(error));
    if (!(error instanceof CommanderError)) say(error);
  }
}

void main();

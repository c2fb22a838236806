/** The program `winning-ticket`: reads its arguments, runs one command, ends with the exit codes of docs/cli.md. */
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { foreignWords, ownWords } from '../shared/text/own-words.ts';
import { addClaims } from './commands/claims.ts';
import { addData } from './commands/data.ts';
import { addDiff } from './commands/diff.ts';
import { addGc } from './commands/gc.ts';
import { addInit } from './commands/init.ts';
import { addList } from './commands/list.ts';
import { addReport } from './commands/report.ts';
import { addRetrain } from './commands/retrain.ts';
import { addRun } from './commands/run.ts';
import { addShow } from './commands/show.ts';
import { exitCodeFor } from './exit-code-for.ts';
import { closedPipeCode, type ExitCode, exitCodes, note } from './output.ts';

/** Not process.exit: what is still on its way into a pipe must arrive. */
const done = (code: ExitCode): void => void (process.exitCode = code);

function program(): Command {
  const root = new Command('winning-ticket')
    .description('Find winning lottery tickets: train, prune, rewind, repeat, with controls.')
    .version(version)
    .showHelpAfterError('(--help says more)')
    .exitOverride();
  addRun(root, done);
  addList(root, done);
  addShow(root, done);
  addClaims(root);
  addDiff(root);
  addReport(root);
  addRetrain(root, done);
  addInit(root);
  addGc(root);
  addData(root);
  return root;
}

/** The terminal's log is stderr too, with the word before it. */
function say(error: unknown): void {
  const [message, detail] = [ownWords(error), foreignWords(error)];
  if (message !== '') note(message);
  if (detail !== null) note(`log: ${detail.split('\n')[0] ?? ''}`);
}

async function main(): Promise<void> {
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? closedPipeCode() : exitCodes.failed));
  try {
    await program().parseAsync();
  } catch (error) {
    done(exitCodeFor(error));
    if (!(error instanceof CommanderError)) say(error);
  }
}

void main();

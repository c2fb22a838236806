/** Completion of command lines: the script for a shell, and what that script asks. */
import path from 'node:path';
import { Argument, type Command } from 'commander';
import { plainLine } from '../../shared/text/plain-text.ts';
import { bashAnswer, bashLine } from '../completion/bash-line.ts';
import { candidates } from '../completion/candidates.ts';
import { completionScripts, type Shell, shells } from '../completion/scripts.ts';
import { sourcesIn } from '../completion/sources.ts';
import { quoted } from '../installation.ts';
import { printRaw } from '../output.ts';

interface CompleteOptions {
  readonly line?: string;
  readonly quoted?: true;
}

/** The store that the line names so far. */
function storeOf(words: readonly string[]): string {
  const place = words.findLastIndex((word) => word === '--store' || word === '-s');
  const named = place >= 0 && place < words.length - 2 ? words[place + 1] : undefined;
  return path.resolve(named ?? '.winning-ticket');
}

const mostAbout = 80;

/** A name that holds a line break or a control character cannot be passed on to a shell. */
const isPlain = (value: string): boolean => plainLine(value, Infinity) === value;

async function complete(root: Command, given: readonly string[], options: CompleteOptions): Promise<void> {
  const line = options.line === undefined ? null : bashLine(options.line);
  const words = line ? line.words.slice(1) : given.map((word) => (options.quoted && word === '""' ? '' : word));
  const found = (await candidates(root, words, sourcesIn(storeOf(words)))).filter(({ value }) => isPlain(value));
  const lines = found.map(({ value, about }) => {
    if (line) return bashAnswer(value, line);
    return `${options.quoted ? quoted(value) : value}${about ? `\t${plainLine(about, mostAbout)}` : ''}`;
  });
  if (lines.length > 0) printRaw(lines.join('\n'));
}

export function addCompletion(root: Command): void {
  root
    .command('completion')
    .addArgument(new Argument('<shell>', 'yours').choices(shells))
    .description('completion of commands, options, configs, experiments, tickets and keys, for a shell to read')
    .action((shell: Shell) => printRaw(completionScripts[shell].trimEnd()));
  root
    .command('complete', { hidden: true })
    .argument('[words...]', 'a command line without the name of the program; the last word is being written')
    .description('what may stand in the place of the last word; asked by the scripts of completion')
    .option('--line <line>', 'the whole line, as bash has it')
    .option('--quoted', 'as PowerShell takes it')
    .action((words: readonly string[], options: CompleteOptions) => complete(root, words, options));
}

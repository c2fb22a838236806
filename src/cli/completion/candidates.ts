/** What may stand in the place of the last word of a command line. */
import type { Argument, Command, Option } from 'commander';

export interface Candidate {
  readonly value: string;
  readonly about?: string | undefined;
}

/** Where candidates come from. */
export interface Sources {
  /** @param name Of the argument. @param word What is written of it so far. */
  of(name: string, word: string): Promise<readonly Candidate[]>;
}

const optionOf = (command: Command, word: string): Option | undefined => {
  const all = [...command.options, ...(command.parent?.options ?? [])];
  return all.find(({ short, long }) => word === short || word === long);
};

const takesValue = ({ required, optional }: Option): boolean => required || optional;

interface Position {
  readonly command: Command;
  /** Words that are neither commands nor options nor their values. */
  readonly positional: number;
  /** The option whose value is to come. */
  readonly waiting: Option | undefined;
  readonly afterDashes: boolean;
}

/** Where one stands after the words before the last. */
function positionAfter(root: Command, words: readonly string[]): Position {
  let at: Position = { command: root, positional: 0, waiting: undefined, afterDashes: false };
  for (const word of words) {
    const inner = at.positional === 0 ? at.command.commands.find((one) => one.name() === word || one.aliases().includes(word)) : undefined;
    const option = at.afterDashes ? undefined : optionOf(at.command, word);
    if (at.waiting) at = { ...at, waiting: undefined };
    else if (word === '--' && !at.afterDashes) at = { ...at, afterDashes: true };
    else if (option) at = { ...at, waiting: takesValue(option) ? option : undefined };
    else if (inner) at = { ...at, command: inner };
    else if (at.afterDashes || !word.startsWith('-')) at = { ...at, positional: at.positional + 1 };
  }
  return at;
}

const commandsOf = (command: Command): Candidate[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ value: one.name(), about: one.description() }));

function optionsOf(command: Command): Candidate[] {
  const all = [...command.createHelp().visibleOptions(command), ...(command.parent?.options.filter(({ hidden }) => !hidden) ?? [])];
  return all.flatMap(({ long, description }) => (long ? [{ value: long, about: description }] : []));
}

const choices = (of: Argument | Option): Candidate[] => (of.argChoices ?? []).map((value) => ({ value }));

/** An option's value by the name of its argument: `<folder>`, `<file>`, `<key=value>`. */
async function valuesOf(option: Option, word: string, sources: Sources): Promise<readonly Candidate[]> {
  const [, name = ''] = /[<[](.*?)[\]>]/.exec(option.flags) ?? [];
  return option.argChoices ? choices(option) : sources.of(name, word);
}

function argumentAt({ command, positional }: Position): Argument | undefined {
  const all = command.registeredArguments;
  const last = all.at(-1);
  return all[positional] ?? (last?.variadic ? last : undefined);
}

/** @param words Without the program's own name; the last is being written. */
export async function candidates(root: Command, words: readonly string[], sources: Sources): Promise<readonly Candidate[]> {
  const word = words.at(-1) ?? '';
  const position = positionAfter(root, words.slice(0, -1));
  const { command, waiting, positional, afterDashes } = position;
  const begun = (all: readonly Candidate[]): readonly Candidate[] => all.filter(({ value }) => value.startsWith(word));
  if (waiting) return begun(await valuesOf(waiting, word, sources));
  if (word.startsWith('-') && word !== '-' && !afterDashes) return begun(optionsOf(command));
  const argument = argumentAt(position);
  const own = argument ? (argument.argChoices ? choices(argument) : await sources.of(argument.name(), word)) : [];
  return begun([...(positional === 0 ? commandsOf(command) : []), ...own]);
}

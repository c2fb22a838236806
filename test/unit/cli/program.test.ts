import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { program } from '../../../src/cli/program.ts';

const all = (above: Command): Command[] => above.commands.flatMap((one) => [one, ...all(one)]);
const nameOf = (command: Command): string => `${command.parent?.parent ? `${command.parent.name()} ` : ''}${command.name()}`;
const commands = all(program(() => undefined)).filter((command) => !['help', 'complete'].includes(command.name()));

/** As a terminal shows it. */
function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (more) => (text += more) }).outputHelp();
  return text;
}

it.each(commands.map((command) => [nameOf(command), command] as const))(
  'the help of %s has examples of this very command',
  (name, command) => {
    const [, examples = ''] = helpOf(command).split('\nExamples:\n');
    expect(examples).toContain(`winning-ticket ${name}`);
  },
);

it('the help of run begins with what everybody needs; the options of a cluster have a heading of their own', () => {
  const help = helpOf(commands.find((command) => command.name() === 'run') ?? program(() => undefined));
  const [common = '', rest = ''] = help.split('\nOn a Slurm cluster:\n');
  const [, options = ''] = common.split('\nOptions:\n');
  expect(options.trim()).toMatch(/^-n, --dry-run /);
  for (const name of ['--partition', '--executor', '--setup']) expect([options.includes(name), rest.includes(name)]).toEqual([false, true]);
  for (const name of ['--set', '--store', '--workers', '--detach']) expect(options).toContain(name);
});

it('no command has two options of one letter', () => {
  for (const command of commands) {
    const letters = command.options.flatMap(({ short }) => short ?? []);
    expect(letters, nameOf(command)).toEqual([...new Set(letters)]);
  }
});

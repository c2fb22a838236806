import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CommanderError } from 'commander';
import { expect, it } from 'vitest';
import { exitCodeFor } from '../../../src/cli/exit-code-for.ts';
import { CliError, exitCodes } from '../../../src/cli/output.ts';
import { RefusedError } from '../../../src/runs/lock/refused-error.ts';
import { StoreError } from '../../../src/runs/store/files/store-error.ts';

it.each([
  [new CliError(exitCodes.damaged, ''), 4],
  [new CliError(exitCodes.terminated, ''), 143],
  [new RefusedError('Somebody runs it.'), 3],
  [new CommanderError(1, 'commander.unknownOption', ''), 2],
  [new CommanderError(0, 'commander.help', ''), 0],
  [new StoreError('file', 'unreadable', 'cannot be read.'), 1],
  [new Error('The disk is full.'), 1],
  ['no error at all', 1],
])('%s ends the program with %i', (error, code) => {
  expect(exitCodeFor(error)).toBe(code);
});

it('each code stands in the table of docs/cli.md, and no other', () => {
  const text = readFileSync(path.join(import.meta.dirname, '../../../docs/cli.md'), 'utf8');
  const rows = text.slice(text.indexOf('## Exit codes')).matchAll(/^\| ([\d, ]+) \|/gm);
  const documented = [...rows].flatMap(([, codes = '']) => codes.split(',').map(Number));
  expect(documented.toSorted()).toEqual(Object.values(exitCodes).toSorted());
});

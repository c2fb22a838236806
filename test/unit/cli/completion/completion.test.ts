import { describe, expect, it } from 'vitest';
import { bashAnswer, bashLine } from '../../../../src/cli/completion/bash-line.ts';
import { candidates, type Sources } from '../../../../src/cli/completion/candidates.ts';
import { sourcesIn } from '../../../../src/cli/completion/sources.ts';
import { program } from '../../../../src/cli/program.ts';

const named: Sources = { of: (name) => Promise.resolve([{ value: `${name}-1` }, { value: `${name}-2` }]) };
const values = async (words: readonly string[], sources = named): Promise<string[]> =>
  (
    await candidates(
      program(() => undefined),
      words,
      sources,
    )
  ).map(({ value }) => value);

describe('candidates', () => {
  it('commands, and commands of commands', async () => {
    expect(await values(['sh'])).toEqual(['show']);
    expect(await values(['data', ''])).toEqual(expect.arrayContaining(['list', 'fetch']));
    expect(await values(['data', 'fetch', 'cif'])).toEqual(['cifar-10', 'cifar-100']);
  });

  it('options of the command and of the program, and their values', async () => {
    expect(await values(['show', '--un'])).toEqual(['--untrained']);
    expect(await values(['show', '--qu'])).toEqual(['--quiet']);
    expect(await values(['show', '-f', ''])).toEqual(['text', 'csv', 'md', 'json']);
    expect(await values(['list', '--store', 'folder'])).toEqual(['folder-1', 'folder-2']);
  });

  it('arguments by their names, the last one again and again', async () => {
    expect(await values(['run', '--workers', '2', 'x.json', 'con'])).toEqual(['config-1', 'config-2']);
    expect(await values(['show', '--', ''])).toEqual(['name-1', 'name-2']);
    expect(await values(['diff', 'x', ''])).toEqual(['b-1', 'b-2']);
    expect(await values(['show', 'x', ''])).toEqual([]);
  });

  it('keys of the config and the words that may stand there', async () => {
    const set = (word: string): Promise<string[]> => values(['run', '--set', word], sourcesIn('nowhere'));
    expect(await set('training.bat')).toEqual(['training.batchSize=']);
    expect(await set('training.optimizer=')).toEqual(['training.optimizer=adam', 'training.optimizer=sgd', 'training.optimizer=momentum']);
    expect(await set('training.nesterov=t')).toEqual(['training.nesterov=true']);
  });
});

describe('a line of bash', () => {
  it.each([
    ['wt show le', ['wt', 'show', 'le']],
    ['wt show ', ['wt', 'show', '']],
    [`wt show 'a b`, ['wt', 'show', 'a b']],
    [String.raw`wt show a\ b`, ['wt', 'show', 'a b']],
    [`wt show "a'b" c`, ['wt', 'show', "a'b", 'c']],
    ['wt show $(touch x)', ['wt', 'show', '$(touch', 'x)']],
  ])('%s', (line, words) => {
    expect(bashLine(line).words).toEqual(words);
  });

  it.each([
    ['wt show r', 'rates@a=1', 'rates@a=1'],
    ['wt show rates@a', 'rates@a=1', 'a=1'],
    ['wt show rates@a=', 'rates@a=1', '1'],
    ['wt show a', 'a $(touch x)`y`', String.raw`a\ \$\(touch\ x\)\`y\``],
    ["wt show 'a", 'a b', 'a b'],
  ])('%s: %s is answered by %s', (line, candidate, answer) => {
    expect(bashAnswer(candidate, bashLine(line))).toBe(answer);
  });
});

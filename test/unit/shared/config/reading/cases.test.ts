import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkConfig } from '../../../../../src/shared/config/reading/check-config.ts';
import { experimentFolderName } from '../../../../../src/shared/config/reading/experiment-name.ts';
import type { CheckedConfig } from '../../../../../src/shared/config/reading/problem.ts';
import { canonicalJson } from '../../../../../src/shared/specs/hash.ts';

const folder = fileURLToPath(new URL('../../../../fixtures/cases/', import.meta.url));

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function open(name: string): { readonly checked: CheckedConfig; readonly places: readonly string[] } {
  const path = `${folder}${name}.lottery.json`;
  const text = readFileSync(path, 'utf8');
  const checked = checkConfig(text, { path, readText });
  return { checked, places: checked.problems.map(({ offset, length }) => text.slice(offset, offset + length)) };
}

describe('cases from the world', () => {
  test.each([
    ['case', '"learningrate"', 'training.learningRate'],
    ['top-level', '"learning_rate"', 'training.learningRate'],
    ['wrong-section', '"rate"', 'pruning.rates'],
  ])('C044: a typo is a Problem at the key with the right one: %s', (name, place, right) => {
    const { checked, places } = open(`C044/${name}`);
    expect(places).toEqual([place]);
    expect(checked.problems[0]?.message).toContain(right);
    expect(checked.config).toBeNull();
  });
  test('C046: comments, a byte order mark and a trailing comma are read, an empty file is a Problem', () => {
    expect(open('C046/bom').checked.config?.seed).toBe(7);
    expect(open('C046/trailing-comma').checked.config).toMatchObject({ seed: 7, trials: 2 });
    expect(open('C046/empty-file').checked.problems.map(({ message }) => message)).toEqual([
      'This file is empty. Write {} to begin with: everything has a default.',
    ]);
  });
  test('C046: // inside a text is no comment', () => {
    expect(open('C046/comments').checked.config?.name).toBe('http://x // not a comment');
  });
  test.each([
    ['self', 'self.lottery.json, self.lottery.json'],
    ['a', 'a.lottery.json, b.lottery.json, a.lottery.json'],
    ['b', 'b.lottery.json, a.lottery.json, b.lottery.json'],
  ])('C048: a circle is named: %s', (name, chain) => {
    const { checked, places } = open(`C048/${name}`);
    expect(places).toHaveLength(1);
    expect(places[0]).toMatch(/^"\.\/.*json"$/);
    expect(checked.problems[0]?.message).toBe(`"extends" goes in a circle: ${chain}.`);
  });
  test('C048: two files extending one third work', () => {
    expect(open('C048/left').checked.config).toMatchObject({ seed: 9, trials: 2 });
    expect(open('C048/right').checked.config).toMatchObject({ seed: 9, trials: 3 });
  });
  test.each([5, 7, 8])('C050: a Problem at name: %i', (index) => {
    const { checked, places } = open(`C050/name-${String(index)}`);
    expect(places).toHaveLength(1);
    expect(checked.problems[0]?.path).toEqual(['name']);
    expect(checked.config).toBeNull();
  });
  test.each([0, 1, 2, 3, 4, 6, 9])('C050: a folder inside the store: %i', (index) => {
    const name = open(`C050/name-${String(index)}`).checked.config?.name ?? '';
    expect(experimentFolderName(name)).toMatch(/^[^./\\:][^/\\:]*$/);
  });
  test('C050: letters beyond ASCII, a percent sign and a hash are fine', () => {
    expect(open('C050/name-9').checked.config?.name).toBe('Büro 50% #1');
  });
  test('C051: order of keys, form of numbers and comments make no other experiment', () => {
    const [one, two] = [open('C051/one').checked.config, open('C051/two').checked.config];
    if (!one || !two) throw new Error('both must be valid');
    expect(canonicalJson(two)).toBe(canonicalJson(one));
    expect(canonicalJson(one)).toContain('"seed":3');
  });
  test.each([
    ['percent', '20', 'Did you mean 0.2?'],
    ['zero', '0', 'nothing would ever be pruned'],
    ['one', '1', 'a share from 0 to below 1'],
    ['rewind-late', '101', 'must be below 100'],
    ['batch', '60001', 'at most 55,000'],
    ['validation', '60000', 'below 60,000'],
  ])('C052: impossible values: %s', (name, place, words) => {
    const { checked, places } = open(`C052/${name}`);
    expect(places).toEqual([place]);
    expect(checked.problems[0]?.message).toContain(words);
  });
  test('C053: no validation is a Problem, rare and odd evaluations are none', () => {
    expect(open('C053/no-validation').places).toEqual(['0']);
    expect(open('C053/rare-evaluation').checked.config).not.toBeNull();
    expect(open('C053/odd-evaluation').checked.config).not.toBeNull();
  });
});

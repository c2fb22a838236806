/** Configs as people have written them, and what they are told. The files lie in test/fixtures/cases, in the folder of their case. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../../../../src/shared/config/reading/check-config.ts';
import { experimentFolderName } from '../../../../../src/shared/config/facts/experiment-name.ts';
import type { Config } from '../../../../../src/shared/config/schema/schema.ts';
import { canonicalJson } from '../../../../../src/shared/specs/hash.ts';

const folder = fileURLToPath(new URL('../../../../fixtures/cases/', import.meta.url));

/** A missing base is undefined, as it is to the program. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

interface Checked {
  readonly config: Config | null;
  /** Every Problem as the text it underlines and its message. */
  readonly problems: readonly (readonly [underlined: string, message: string])[];
}

function check(file: string): Checked {
  const path = `${folder}${file}.lottery.json`;
  const text = readFileSync(path, 'utf8');
  const { config, problems } = checkConfig(text, { path, readText });
  return { config, problems: problems.map(({ offset, length, message }) => [text.slice(offset, offset + length), message]) };
}

/** The config of a file that has no Problem. */
function accepted(file: string): Config {
  const { config, problems } = check(file);
  expect(problems).toEqual([]);
  if (!config) throw new Error(`${file} has neither a config nor a Problem`);
  return config;
}

/** Expects one Problem, at a place, whose message has these words. */
function expectRefusal(file: string, underlined: string, words: string): void {
  const { config, problems } = check(file);
  expect(config).toBeNull();
  expect(problems).toEqual([[underlined, expect.stringContaining(words)]]);
}

describe('a misspelt key (C044)', () => {
  it.each([
    ['case', '"learningrate"', 'training.learningRate'],
    ['top-level', '"learning_rate"', 'training.learningRate'],
    ['wrong-section', '"rate"', 'pruning.rates'],
  ])('is underlined, and the right one is named: %s', (file, key, right) => {
    expectRefusal(`C044/${file}`, key, right);
  });
});

describe('the text of a config (C046)', () => {
  it('may begin with a byte order mark', () => {
    expect(accepted('C046/bom').seed).toBe(7);
  });

  it('may have trailing commas', () => {
    expect(accepted('C046/trailing-comma')).toMatchObject({ seed: 7, trials: 2 });
  });

  it('has comments outside of its strings only', () => {
    expect(accepted('C046/comments').name).toBe('http://x // not a comment');
  });

  it('may not be empty', () => {
    expectRefusal('C046/empty-file', '', 'This file is empty. Write {} to begin with: everything has a default.');
  });
});

describe('a base of a base (C048)', () => {
  it.each([
    ['self', 'self.lottery.json, self.lottery.json'],
    ['a', 'a.lottery.json, b.lottery.json, a.lottery.json'],
    ['b', 'b.lottery.json, a.lottery.json, b.lottery.json'],
  ])('may not lead back to the file itself, and the circle is named: %s', (file, chain) => {
    const base = chain.split(', ')[1] ?? '';
    expectRefusal(`C048/${file}`, `"./${base}"`, `"extends" goes in a circle: ${chain}.`);
  });

  it('may be the base of two files', () => {
    expect(accepted('C048/left')).toMatchObject({ seed: 9, trials: 2 });
    expect(accepted('C048/right')).toMatchObject({ seed: 9, trials: 3 });
  });
});

describe('a name (C050)', () => {
  it.each([5, 7, 8])('that cannot be one is a Problem: name-%i', (index) => {
    const path = `${folder}C050/name-${String(index)}.lottery.json`;
    const { config, problems } = checkConfig(readFileSync(path, 'utf8'), { path, readText });
    expect(config).toBeNull();
    expect(problems.map((problem) => problem.path)).toEqual([['name']]);
  });

  it.each([0, 1, 2, 3, 4, 6, 9])('is a folder inside the store, whatever it looks like: name-%i', (index) => {
    const { name } = accepted(`C050/name-${String(index)}`);
    expect(experimentFolderName(name ?? '')).toMatch(/^[^./\\:][^/\\:]*$/);
  });

  it('may have letters beyond ASCII, a percent sign and a hash', () => {
    expect(accepted('C050/name-9').name).toBe('Büro 50% #1');
  });
});

describe('two files that say the same (C051)', () => {
  it('are one experiment, whatever the order of keys, the form of numbers and the comments', () => {
    const [one, two] = [accepted('C051/one'), accepted('C051/two')];
    expect(one.seed).toBe(3);
    expect(canonicalJson(two)).toBe(canonicalJson(one));
  });
});

describe('a value that cannot be (C052)', () => {
  it.each([
    ['percent', '20', 'Did you mean 0.2?'],
    ['zero', '0', 'nothing would ever be pruned'],
    ['one', '1', 'a share from 0 to below 1'],
    ['rewind-late', '101', 'must be below 100'],
    ['batch', '60001', 'at most 55,000'],
    ['validation', '60000', 'below 60,000'],
  ])('is underlined, with what could be instead: %s', (file, value, words) => {
    expectRefusal(`C052/${file}`, value, words);
  });
});

describe('evaluations (C053)', () => {
  it('need a validation set', () => {
    expectRefusal('C053/no-validation', '0', 'validation');
  });

  it.each(['rare-evaluation', 'odd-evaluation'])('may come seldom or out of step with the budget: %s', (file) => {
    expect(accepted(`C053/${file}`).training.evaluateEvery).toBeGreaterThan(0);
  });
});

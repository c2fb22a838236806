/** Configs from strangers that would take the editor minutes: each is answered in moments, by a bounded number of problems. */
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../../../../src/shared/config/reading/check-config.ts';
import type { Problem } from '../../../../../src/shared/config/problems/problem.ts';
import type { ReadText } from '../../../../../src/shared/config/reading/resolve-extends.ts';

const problemsOf = (text: string, readText: ReadText = () => undefined): readonly Problem[] =>
  checkConfig(text, { path: '/configs/a.lottery.json', readText }).problems;
const first = (text: string, readText?: ReadText): string | undefined => problemsOf(text, readText)[0]?.message;

const manyKeys = (count: number, value: unknown): object =>
  Object.fromEntries(Array.from({ length: count }, (_, place) => [`learningrate${place}`, value]));
const tooLong = 'This is too long for a config: at most 200000 characters.';

describe('numbers that are sound one by one', () => {
  const config = (trials: number, rounds: number, each: number): string =>
    JSON.stringify({ trials, pruning: { rounds }, controls: { randomReinit: each, randomMask: each } });

  it('and whose product is more trainings than anybody could list are refused at once', () => {
    const text = config(1000, 200, 100);
    expect(problemsOf(text)).toMatchObject([
      {
        message: 'An experiment has at most 1,000,000 trainings; with its trials, rounds and controls this one would have 40,201,000.',
        offset: text.indexOf('1000'),
      },
    ]);
    expect(problemsOf(config(1000, 200, 1))).toEqual([]);
  });
});

describe('many mistakes', () => {
  it.each([
    ['unknown keys', manyKeys(4000, 1), 'There is no key "learningrate0" here; did you mean training.learningRate?'],
    [
      'unknown keys in a section',
      { training: manyKeys(4000, 1) },
      'There is no key "learningrate0" in training; did you mean training.learningRate?',
    ],
    ['rates of unknown layers', { pruning: { rates: manyKeys(4000, 0.1) } }, /^The network has no layer "learningrate0"/],
    ['unknown keys to sweep', { sweep: manyKeys(4000, [1]) }, /^There is no key "learningrate0" to sweep over/],
    ['wrong values', { network: { layers: Array.from({ length: 4000 }, () => ({ units: 'x' })) } }, /^units must be a whole number/],
  ])('%s: a hundred problems are shown, with the key that was meant', (_, config, expected) => {
    const problems = problemsOf(JSON.stringify(config));
    expect(problems).toHaveLength(100);
    expect(problems[0]?.message).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  it.each([
    ['20,000 unknown keys', JSON.stringify(manyKeys(20_000, 1))],
    ['a long name', JSON.stringify({ name: 'x'.repeat(5_000_000) })],
    ['brackets', '['.repeat(1_000_000)],
    ['commas', `{${','.repeat(1_000_000)}`],
    ['one key again and again', `{${'"a":1,'.repeat(100_000)}"b":1}`],
  ])('%s are too long to be a config', (_, text) => {
    expect(problemsOf(text).map(({ message }) => message)).toEqual([tooLong]);
  });

  it('lists in lists are too deep for one', () => {
    expect(first(`{"a": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`)).toBe('Nested too deeply for a config.');
  });
});

describe('a sweep of a thousand values', () => {
  const rates = Array.from({ length: 1000 }, (_, place) => (place + 1) / 100_000);
  const sweepOf = (values: readonly unknown[], key = 'training.learningRate'): string => JSON.stringify({ sweep: { [key]: values } });

  it('is sound where each of them is', () => expect(problemsOf(sweepOf(rates))).toEqual([]));

  it('names a value of the wrong shape wherever it stands', () => {
    const [problem] = problemsOf(sweepOf(rates.with(700, -1)));
    expect(problem).toMatchObject({ path: ['sweep', 'training.learningRate', 700], message: expect.stringContaining('above 0') as string });
  });

  it('names the largest value that does not fit the other keys', () => {
    const sizes = Array.from({ length: 1000 }, (_, place) => 100 + place).with(900, 60_000);
    expect(problemsOf(sweepOf(sizes, 'training.validationSize')).map(({ path }) => path)).toEqual([
      ['sweep', 'training.validationSize', 900],
    ]);
  });
});

describe('"extends"', () => {
  it('of files that go on for ever ends after sixteen', () => {
    let asked = 0;
    const next: ReadText = () => `{"extends": "./next-${(asked += 1)}.lottery.json"}`;
    expect(first('{"extends": "./next.lottery.json"}', next)).toBe('"extends" leads through more than 16 files.');
    expect(asked).toBeLessThan(20);
  });

  it.each(['//host/share/a.json', '\\\\host\\share\\a.json', '/\\host/a.json', '\\\\.\\pipe\\x.json'])(
    'of another computer is not asked for: %s',
    (name) => {
      let asked = 0;
      const never: ReadText = () => ((asked += 1), '{}');
      expect(first(JSON.stringify({ extends: name }), never)).toMatch(/ lies on another computer\. Copy the file beside this one/);
      expect(asked).toBe(0);
    },
  );

  it('says in words why a file is not read', () => {
    expect(first('{"extends": "./b.json"}', () => ({ problem: 'b.json is a folder, where a config belongs.' }))).toBe(
      'b.json is a folder, where a config belongs.',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../../../../src/shared/config/reading/check-config.ts';
import { setValue } from '../../../../../src/shared/config/text/set-value.ts';
import { runWithLabel, settingOf } from '../../../../../src/shared/results/verdict/would-tell.ts';

function changed(text: string, path: readonly string[], value: number): string {
  const edits = setValue(text, path, value).toSorted((a, b) => b.offset - a.offset);
  return edits.reduce((rest, { offset, length, content }) => rest.slice(0, offset) + content + rest.slice(offset + length), text);
}

describe('one setting of a config in its text', () => {
  const iterations = ['training', 'iterations'];

  it('is replaced, and comments, order and commas stay', () => {
    const text = '// mine\n{\n  "training": {\n    "iterations": 40, // short\n    "batchSize": 20,\n  },\n}\n';
    expect(changed(text, iterations, 5000)).toBe(text.replace('40', '5000'));
  });

  it.each([
    '{}',
    '// only a comment\n{ }\n',
    '{ "extends": "paper/lenet-300-100" }',
    '{\r\n  "trials": 2\r\n}\r\n',
    '{\n\t"training": { "batchSize": 20 }\n}',
    '{ "training": {}, "pruning": { "rounds": 2 } }',
  ])('is added where the text lacks it: %j', (text) => {
    const { config, problems } = checkConfig(changed(text, iterations, 5000), { path: 'a.lottery.json', readText: () => undefined });
    expect(problems).toEqual([]);
    expect(config?.training.iterations).toBe(5000);
    const before = checkConfig(text, { path: 'a.lottery.json', readText: () => undefined }).config;
    expect({ ...config, training: { ...config?.training, iterations: 0 } }).toEqual({
      ...before,
      training: { ...before?.training, iterations: 0 },
    });
  });

  it('keeps the line breaks of the file', () => {
    expect(changed('{\r\n  "trials": 2\r\n}', ['seed'], 3)).toBe('{\r\n  "trials": 2,\r\n  "seed": 3\r\n}');
  });
});

it.each([
  [{ kind: 'more-iterations', iterations: 5000 }, 'training.iterations', 5000, 'Run with 5,000 Iterations'],
  [{ kind: 'more-evaluations', evaluateEvery: 20 }, 'training.evaluateEvery', 20, 'Run with an Evaluation Every 20 Iterations'],
  [{ kind: 'more-evaluations', evaluateEvery: 1 }, 'training.evaluateEvery', 1, 'Run with an Evaluation Every Iteration'],
  [{ kind: 'more-trials', trials: 6 }, 'trials', 6, 'Run with 6 Trials'],
] as const)('%j is one setting and a button', (change, key, value, label) => {
  const setting = settingOf(change);
  expect([setting.path.join('.'), setting.value, runWithLabel(change)]).toEqual([key, value, label]);
});

/** Every fix that a Problem proposes leads to a config without that Problem, and leaves all else as it was. */
import { applyEdits } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { fixEdit } from '../../../../../src/shared/config/text/apply-fix.ts';
import { checkConfig } from '../../../../../src/shared/config/reading/check-config.ts';
import type { Problem } from '../../../../../src/shared/config/problems/problem.ts';

const problemsOf = (text: string): readonly Problem[] =>
  checkConfig(text, { path: '/here/a.lottery.json', readText: () => undefined }).problems;

function fixed(text: string): string {
  const [problem] = problemsOf(text);
  const edit = problem && fixEdit(text, problem);
  return edit ? applyEdits(text, [edit]) : text;
}

describe('a fix', () => {
  it.each([
    [
      'a misspelt key is renamed',
      '{ "training": { "learningrate": 0.1 /* mine */ } }',
      '{ "training": { "learningRate": 0.1 /* mine */ } }',
    ],
    [
      'a key of another section moves there',
      '{\n  "learningRate": 0.1,\n  "trials": 2\n}',
      '{\n  "trials": 2,\n  "training": {\n    "learningRate": 0.1\n  }\n}',
    ],
    ['a word of another program becomes ours', '{ "training": { "epochs": 200 } }', '{ "training": { "iterations": 200 } }'],
    ['an unknown word becomes the nearest one', '{ "training": { "optimizer": "Adma" } }', '{ "training": { "optimizer": "adam" } }'],
    ['a number in quotes loses them', '{ "trials": "3" }', '{ "trials": 3 }'],
    ['a rate in percent becomes a share', '{ "pruning": { "rates": { "dense": 20 } } }', '{ "pruning": { "rates": { "dense": 0.2 } } }'],
    ['a swept key is named in full', '{ "sweep": { "learningRate": [0.1, 0.2] } }', '{ "sweep": { "training.learningRate": [0.1, 0.2] } }'],
    ['a key that means nothing is removed', '{\n  "colour": "red",\n  "trials": 2 // mine\n}', '{\n  "trials": 2 // mine\n}'],
  ])('%s', (_, before, after) => {
    expect(problemsOf(before)).toHaveLength(1);
    expect(fixed(before)).toBe(after);
    expect(problemsOf(after)).toEqual([]);
  });

  it.each([
    ['1.2 is no percentage', '{ "pruning": { "rates": { "dense": 1.2 } } }'],
    ['a key is not written over one that is there', '{ "training": { "learningrate": 0.1, "learningRate": 0.2 } }'],
    ['a base that is not there has no remedy in the file', '{ "extends": "./none.json" }'],
  ])('is not proposed where %s', (_, text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
    expect(fixed(text)).toBe(text);
  });
});

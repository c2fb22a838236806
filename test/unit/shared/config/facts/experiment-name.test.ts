import { describe, expect, test } from 'vitest';
import { checkConfig } from '../../../../../src/shared/config/reading/check-config.ts';
import { experimentFolderName, experimentName } from '../../../../../src/shared/config/facts/experiment-name.ts';
import { problems } from '../checking.ts';

describe('names', () => {
  test.each([' ', 'x'.repeat(101), '語'.repeat(80), 'tab\there', '\uD800'])('refused at its value: %j', (name) => {
    const found = problems(JSON.stringify({ name }));
    expect(found).toHaveLength(1);
    expect(found[0]?.[0]).toBe(JSON.stringify(name));
    expect(found[0]?.[1]).toMatch(/^The name names a folder, and /);
  });
  test.each(['lenet', 'Büro 50% #1', 'x'.repeat(100), 'console', 'a.b', '数字', '../escape', 'D:Other', 'CON', 'http://x // y', '.hidden'])(
    'allowed: %j',
    (name) => {
      expect(problems(JSON.stringify({ name }))).toEqual([]);
    },
  );
  test('the file gives the name where there is none', () => {
    expect(experimentName({}, '/a/b/lenet.lottery.json')).toBe('lenet');
    expect(experimentName({}, 'C:\\a\\My Net.lottery.json')).toBe('My Net');
    expect(experimentName({ name: 'x' }, '/a/lenet.lottery.json')).toBe('x');
    expect(experimentName({ name: 'u\u0308' }, '')).toBe('\u00fc');
  });
  test('a file whose name cannot be a folder needs a name', () => {
    const {
      problems: [problem],
    } = checkConfig('{ }', { path: '/a/\t.lottery.json', readText: () => undefined });
    expect(problem).toMatchObject({
      offset: 0,
      length: 1,
      message: 'The file\'s name is the experiment\'s name, and it cannot be empty. Add a "name".',
    });
    expect(checkConfig('{ "name": "x" }', { path: '/a/.lottery.json', readText: () => undefined }).problems).toEqual([]);
  });
  test('no two names share a folder, even where case is ignored', () => {
    const names = [
      'lenet',
      'LeNet',
      'LENET',
      'Lenet',
      'ς',
      'σ',
      'Σ',
      'straße',
      'strasse',
      'STRASSE',
      experimentFolderName('LeNet'),
      experimentFolderName('LeNet').toLowerCase(),
    ];
    const folders = names.map((name) => experimentFolderName(name).toUpperCase().toLowerCase());
    expect(new Set(folders).size).toBe(names.length);
    expect(experimentFolderName('lenet-300 (2)')).toBe('lenet-300 (2)');
  });
  test.each(['../escape', 'D:Other', 'CON', 'a/b', 'nul.txt', ' ', '.', '..', 'x'.repeat(300), 'tab\there', 'http://x // y'])(
    'any name gives a harmless folder: %j',
    (name) => {
      const folder = experimentFolderName(name);
      expect(folder).toMatch(/^[\p{L}\p{N} _#%()+,;=@-]*~[0-9a-f]{8}$/u);
    },
  );
});

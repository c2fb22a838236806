import { afterEach, describe, expect, it } from 'vitest';
import { inEnglish, useLanguage } from '../../../../src/shared/text/language.ts';
import { ownWords, toldOf } from '../../../../src/shared/text/own-words.ts';
import {
  areTellings,
  isWords,
  mapTold,
  say,
  spoken,
  tell,
  tellingsOf,
  tellList,
  tellNumber,
  tellPlural,
  tellSentence,
  ToldError,
} from '../../../../src/shared/text/told.ts';

const messages = {
  'line {0} is {1}': 'строка {0} — {1}',
  'an empty one': 'пустая',
  '{0} files': '{0} файла',
  '{0} files [many]': '{0} файлов',
  'It broke: {0}': 'Сломалось: {0}',
};
const speakRussian = (): void => useLanguage({ locale: 'ru', messages });
afterEach(() => useLanguage(null));

const fault = tell('It broke: {0}', tellSentence(tell('line {0} is {1}', 3, tell('an empty one'))));

describe('what is told', () => {
  it('is said in the language that is spoken, and survives a channel or a file', () => {
    const read = JSON.parse(JSON.stringify(fault)) as typeof fault;
    expect(isWords(read)).toBe(true);
    expect(say(read)).toBe('It broke: line 3 is an empty one.');
    speakRussian();
    expect(say(read)).toBe('Сломалось: строка 3 — пустая.');
    expect(inEnglish(() => say(read))).toBe('It broke: line 3 is an empty one.');
  });

  it('has numbers and plurals as the language has them', () => {
    const told = tellList([tellNumber('count', 2150), tellPlural(5, { one: '1 file', other: '{0} files' })]);
    expect(say(told)).toBe('2,150, 5 files');
    speakRussian();
    expect(say(told)).toMatch(/^2\s150, 5 файлов$/);
  });

  it('changes texts of no language and leaves messages', () => {
    const told = mapTold(tell('line {0} is {1}', 'a', tellList(['b', 3])), (text) => text.toUpperCase());
    expect(say(told)).toBe('line A is B, 3');
  });
});

describe('an error that is told', () => {
  it('has an English message everywhere, and words in the language that is spoken', () => {
    speakRussian();
    const error = new ToldError(fault);
    expect(error.message).toBe('It broke: line 3 is an empty one.');
    expect(ownWords(error)).toBe('Сломалось: строка 3 — пустая.');
    expect(toldOf(error)).toEqual(fault);
    // Errors of other bundles have classes of their own.
    expect(ownWords(Object.assign(new Error('English'), { told: fault }))).toBe('Сломалось: строка 3 — пустая.');
    expect(ownWords(Object.assign(new Error('English'), { told: { say: 4 } }))).toBe('English');
  });
});

describe('what a record says of its texts', () => {
  it('is found by the English words', () => {
    const tellings = tellingsOf([fault, 'a path']);
    speakRussian();
    expect(Object.keys(tellings)).toEqual(['It broke: line 3 is an empty one.']);
    expect(spoken('It broke: line 3 is an empty one.', tellings)).toBe('Сломалось: строка 3 — пустая.');
    for (const words of ['another', 'constructor', '__proto__']) expect(spoken(words, tellings)).toBe(words);
    expect(spoken('another', undefined)).toBe('another');
  });

  it.each([null, 1, [], {}, { say: 1 }, { say: 'a', with: 'b' }, { list: [1] }, { format: 'toString', of: 1 }, { plural: 1, forms: {} }])(
    'is refused where it is none: %j',
    (value) => {
      expect(isWords(value)).toBe(false);
      expect(areTellings({ a: value })).toBe(false);
    },
  );

  it('neither nests without end nor grows without end', () => {
    let deep: unknown = 'a';
    for (let depth = 0; depth < 100_000; depth++) deep = { sentence: deep };
    expect(isWords(deep)).toBe(false);
    let many: unknown = 'a'.repeat(1000);
    for (let depth = 0; depth < 10; depth++) many = { say: '{0}'.repeat(1000), with: [many] };
    expect(isWords(many) && say(many).length).toBeLessThan(30_000);
  });
});

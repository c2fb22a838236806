/** Errors of others, made for real, and what people are told of them. */
import { mkdirSync, openSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { configSchema } from '../../../../src/shared/config/schema/schema.ts';
import { foreignWords, ownWords } from '../../../../src/shared/text/own-words.ts';
import { sentence } from '../../../../src/shared/text/told.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}

const inFolder = (name: string): string => path.join(temporaryFolder(), name);

/** Each in turn a boundary at which foreign words could reach a person. */
const foreign: Readonly<Record<string, () => unknown>> = {
  'a missing file': () => readFileSync(inFolder('x')),
  'a folder for a file': () => readFileSync(temporaryFolder()),
  'a file for a folder': () => {
    const file = inFolder('x');
    writeFileSync(file, '');
    return readdirSync(file);
  },
  'a folder that is there': () => mkdirSync(temporaryFolder()),
  'a link to itself': () => {
    const file = inFolder('x');
    symlinkSync('x', file);
    return readFileSync(file);
  },
  'a name that is too long': () => openSync(inFolder('x'.repeat(5000)), 'w'),
  'a name with a NUL': () => readFileSync('x\0y'),
  'no JSON': () => JSON.parse('{"a": \u0007'),
  'a shape that a schema refuses': () => configSchema.parse({ trials: 'many', '\u001b[2J': 1 }),
  'another schema': () => z.object({ a: z.number() }).parse(null),
  'a property of nothing': () => (null as unknown as { readonly a: string }).a,
  'an array that is too long': () => new Float32Array(2 ** 60),
  'a text that is too long': () => 'x'.repeat(2 ** 30 - 1),
  'a buffer of odd length': () => new Float32Array(new ArrayBuffer(5)),
  'a recursion without end': () => {
    const again = (): number => 1 + again();
    return again();
  },
  'what cannot be cloned': () => structuredClone(() => undefined),
  'no module': () => new WebAssembly.Module(new Uint8Array(8)),
  'too much memory of a module': () => new WebAssembly.Memory({ initial: 65_537 }),
  'something else that was thrown': () => {
    throw 'text' as unknown as Error;
  },
};

describe.each(Object.entries(foreign))('%s', (_, action) => {
  it('is one sentence of our own; the foreign text is kept for the log', () => {
    const error = thrownBy(action);
    const words = ownWords(error);
    expect(words).toMatch(/^[^\p{Cc}]+[^.]$/u);
    expect(words).not.toMatch(/undefined|NaN|Cannot read|should be a multiple|E[A-Z]{4,}:|Invalid|expected (number|string)|JSON at/);
    const text = foreignWords(error);
    expect(text).toContain(error instanceof Error ? error.message : String(error));
    expect(words).not.toContain(text);
  });
});

it('errors of the system name the place: the one that is given, else the one that the system names', () => {
  const file = inFolder('x');
  const error = thrownBy(() => readFileSync(file));
  expect([ownWords(error), ownWords(error, 'The config')]).toEqual([`${file} is not there`, 'The config is not there']);
});

it('errors of our own keep their words; what lies behind them is for the log', () => {
  const own = new Error('network: too small.', { cause: new TypeError('x is not a function') });
  expect([ownWords(own), foreignWords(own)]).toEqual(['network: too small.', 'x is not a function']);
  expect(foreignWords(new RangeError('validationSize 5 of 5 training samples: expected 1 to 4'))).toBeNull();
});

it('a sentence ends once', () => {
  expect(['a', 'a.', 'a?'].map(sentence)).toEqual(['a.', 'a.', 'a?']);
});

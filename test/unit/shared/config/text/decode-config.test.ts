import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../../../../src/shared/config/reading/check-config.ts';
import { decodeConfig } from '../../../../../src/shared/config/text/decode-config.ts';

const text = '{ "name": "Größe 2²", "seed": 7 } // 票';
const utf16le = Buffer.from(text, 'utf16le');
const withMark = (bytes: Uint8Array, mark: readonly number[]): Uint8Array => Uint8Array.from([...mark, ...bytes]);
const bigEndian = (): Buffer => Buffer.from(utf16le).swap16();
const check = (bytes: Uint8Array) => checkConfig(decodeConfig(bytes), { path: '/a.lottery.json', readText: () => undefined });

describe('the encoding of a config', () => {
  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', withMark(Buffer.from(text), [0xef, 0xbb, 0xbf])],
    ['UTF-16, as PowerShell writes it', withMark(utf16le, [0xff, 0xfe])],
    ['UTF-16, big-endian', withMark(bigEndian(), [0xfe, 0xff])],
    ['UTF-16 without its mark', utf16le],
    ['big-endian UTF-16 without its mark', bigEndian()],
  ])('%s is read', (_, bytes) => {
    expect(check(bytes)).toMatchObject({ config: { name: 'Größe 2²', seed: 7 }, problems: [] });
  });

  it.each<[string, Uint8Array]>([
    ['Latin-1', Buffer.from(text.slice(0, 30), 'latin1')],
    ['UTF-8 that is cut within a letter', Buffer.from(text).subarray(0, 14)],
  ])('%s is one Problem, at the first odd byte', (_, bytes) => {
    const { config, problems } = check(bytes);
    expect(config).toBeNull();
    expect(problems).toEqual([expect.objectContaining({ offset: 13, message: expect.stringContaining('This is not UTF-8') as unknown })]);
  });

  it('nothing and one byte are no encoding of their own', () => {
    expect([decodeConfig(new Uint8Array(0)), decodeConfig(Uint8Array.of(0x7b))]).toEqual(['', '{']);
  });
});

it.each(['be', 'le'])('N022: a config in UTF-16 is the same experiment as in UTF-8: %s', (file) => {
  const read = (name: string) =>
    check(readFileSync(fileURLToPath(new URL(`../../../../fixtures/cases/N022/${name}.lottery.json`, import.meta.url))));
  expect(read(file).problems).toEqual([]);
  expect(read(file).config?.network).toEqual(read('plain').config?.network);
});

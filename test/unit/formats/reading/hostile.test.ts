/** Files that want to be more than tensors: each is refused by name, and nothing of it runs. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTensors } from '../../../../src/formats/reading/read-tensors.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** A state dict whose pickle is this. */
function stateDict(pickle: Uint8Array, more: Readonly<Record<string, Uint8Array>> = {}): string {
  const file = path.join(temporaryFolder(), 'x.pt');
  writeFileSync(file, zipSync({ 'x/data.pkl': pickle, ...more }, { level: 0 }));
  return file;
}

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

const short = (word: string): string => `\x8c${String.fromCharCode(word.length)}${word}`;
/** {"w": a tensor of two floats, from `offset` on of a storage "0"}. */
const tensorPickle = (offset: number, shape = 2): Uint8Array =>
  bytes(
    [0x80, 2],
    '}(',
    short('w'),
    'ctorch._utils\n_rebuild_tensor_v2\n(',
    '(',
    short('storage'),
    'ctorch\nFloatStorage\n',
    short('0'),
    short('cpu'),
    'K\x02tQ',
    `K${String.fromCharCode(offset)}`,
    `K${String.fromCharCode(shape)}\x85K\x01\x85\x89}tRu.`,
  );

const floats = new Uint8Array(Float32Array.of(1, 2).buffer);

describe('a state dict of PyTorch', () => {
  it('is read where it holds tensors', async () => {
    const tensors = await readTensors(stateDict(tensorPickle(0), { 'x/data/0': floats }));
    expect([...tensors]).toEqual([['w', { shape: [2], data: Float32Array.of(1, 2), dtype: 'float' }]]);
  });

  it.each([
    [
      'a call of the system',
      bytes([0x80, 2], 'cos\nsystem\n(', short('true'), 'tR.'),
      'names "os.system", which is no part of a plain state dict',
    ],
    ['a call by a name on the stack', bytes([0x80, 4], short('builtins'), short('eval'), [0x93], '.'), 'names "builtins.eval"'],
    ['a call of what is no name', bytes([0x80, 2], 'K\x01)R.'), 'calls what is no known name'],
    ['an operation that makes objects', bytes([0x80, 2], 'ctorch\nFloatStorage\n)\x81.'), 'an operation (0x81)'],
    ['a cut pickle', tensorPickle(0).subarray(0, 30), 'is cut short'],
    ['a pickle of something else', bytes([0x80, 2], 'K\x01.'), 'it holds no dict of tensors'],
    ['values beyond their storage', tensorPickle(1), '"w" reaches beyond its storage'],
    ['a number of thousands of bits', bytes([0x80, 2], '\x8a\xff', 'a'.repeat(255), '.'), 'more than 64 bits'],
  ])('is refused: %s', async (_, pickle, words) => {
    await expect(readTensors(stateDict(pickle, { 'x/data/0': floats }))).rejects.toThrow(words);
  });

  it('is refused where a storage is missing', async () => {
    await expect(readTensors(stateDict(tensorPickle(0)))).rejects.toThrow('it has no member "data/0"');
  });

  it('is refused where it was packed by a big-endian machine', async () => {
    const file = stateDict(tensorPickle(0), { 'x/data/0': floats, 'x/byteorder': text('big') });
    await expect(readTensors(file)).rejects.toThrow('big-endian');
  });
});

describe('a file', () => {
  it.each([
    [
      'a text',
      text('hello'),
      'expected safetensors, .npz, a state dict of PyTorch (.pt, .pth) or a model.json of TensorFlow.js, found a text.',
    ],
    ['an old pickle of PyTorch', bytes([0x80, 2, 0x8a, 0x0a]), 'a pickle of PyTorch before 1.6'],
    ['an archive of something else', zipSync({ 'a.txt': text('a') }), 'neither NumPy arrays nor a state dict'],
    ['a JSON text that is no model', text('{"a": 1}'), 'no "weightsManifest"'],
    ['nothing', new Uint8Array(0), 'found an empty file'],
  ])('is refused: %s', async (_, content, words) => {
    const file = path.join(temporaryFolder(), 'x');
    writeFileSync(file, content);
    await expect(readTensors(file)).rejects.toThrow(words);
  });

  it('must not name weights outside of its folder', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'model.json');
    const weights = [{ name: 'a/kernel', shape: [1], dtype: 'float32' }];
    writeFileSync(file, JSON.stringify({ weightsManifest: [{ paths: ['../../etc/hostname'], weights }] }));
    await expect(readTensors(file)).rejects.toThrow('lies outside of the folder of its model.json');
  });

  it('that promises more than it holds takes no memory', async () => {
    const file = path.join(temporaryFolder(), 'model.json');
    writeFileSync(
      file,
      JSON.stringify({ weightsManifest: [{ paths: ['w.bin'], weights: [{ name: 'a', shape: [1e6, 1e9], dtype: 'float32' }] }] }),
    );
    await expect(readTensors(file)).rejects.toThrow('that fit into the memory');
  });
});

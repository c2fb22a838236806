import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesToMask,
  bytesToWeights,
  decodeTensors,
  type EncodableTensor,
  encodeTensors,
  maskHash,
  maskToBytes,
  SafetensorsError,
  weightsHash,
  weightsToBytes,
} from '../../../../src/shared/tensors/safetensors.ts';
import type { Weights } from '../../../../src/shared/tensors/tensors.ts';

const cases = path.join(import.meta.dirname, '../../../fixtures/cases');
const read = (name: string): Uint8Array => readFileSync(path.join(cases, name));

const shape = fc.array(fc.nat(4), { maxLength: 4 });
const length = (sizes: readonly number[]): number => sizes.reduce((product, size) => product * size, 1);
const bytesFor = (sizes: readonly number[], bytes: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length(sizes) * bytes, maxLength: length(sizes) * bytes });
const tensor: fc.Arbitrary<EncodableTensor> = shape.chain((sizes) =>
  fc.oneof(
    bytesFor(sizes, 1).map((data) => ({ dtype: 'U8' as const, shape: sizes, data })),
    bytesFor(sizes, 4).map((data) => ({ dtype: 'F32' as const, shape: sizes, data: new Float32Array(data.slice().buffer) })),
    bytesFor(sizes, 8).map((data) => ({ dtype: 'F64' as const, shape: sizes, data: new Float64Array(data.slice().buffer) })),
  ),
);
// Names that objects treat in a special way are names like any other.
const name = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('__proto__', '0', '12', 'fc1.weight', 'constructor'))
  .filter((text) => text !== '__metadata__');
const file = fc.uniqueArray(fc.tuple(name, tensor), { selector: ([key]) => key, maxLength: 6 }).map((entries) => new Map(entries));
const bitsOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength);

describe('round trip', () => {
  it('gives back every bit, shape, name and the order', () => {
    fc.assert(
      fc.property(file, fc.dictionary(fc.string(), fc.string()), (entries, metadata) => {
        const decoded = decodeTensors(encodeTensors(entries, metadata));
        // Tensors without elements lie at one place, in whatever order the header names them.
        const solid = (names: Iterable<string>): string[] => [...names].filter((key) => length(entries.get(key)?.shape ?? []) > 0);
        expect(solid(decoded.tensors.keys())).toEqual(solid(entries.keys()));
        expect(decoded.metadata).toEqual(new Map(Object.entries(metadata)));
        for (const [key, { dtype, shape: sizes, data }] of entries) {
          const found = decoded.tensors.get(key);
          expect([found?.dtype, found?.shape]).toEqual([dtype, sizes]);
          expect(found && bitsOf(found.data)).toEqual(bitsOf(data));
        }
      }),
    );
  });

  it('is deterministic, and its data begins at a multiple of 8', () => {
    fc.assert(
      fc.property(file, (entries) => {
        const bytes = encodeTensors(entries, { b: '1', a: '2' });
        expect(encodeTensors(new Map(entries), { a: '2', b: '1' })).toEqual(bytes);
        expect(new DataView(bytes.buffer).getUint32(0, true) % 8).toBe(0);
      }),
    );
  });

  it('refuses to write a shape that does not fit its data', () => {
    expect(() => encodeTensors(new Map([['w', { dtype: 'F32', shape: [2, 2], data: new Float32Array(3) }]]))).toThrow(
      'Tensor w: shape [2, 2] of F32 does not fit 3 values.',
    );
  });

  it('reads from the middle of a larger buffer', () => {
    const bytes = encodeTensors(new Map([['w', { dtype: 'F32', shape: [2], data: Float32Array.of(1.5, -0) }]]));
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeTensors(shifted.subarray(3)).tensors.get('w')?.data).toEqual(Float32Array.of(1.5, -0));
  });
});

describe('files from elsewhere', () => {
  const refused: [string, string][] = [
    ['C087/array', 'not a JSON object'],
    ['C087/begin-after-end', 'begins at byte 16, after its end'],
    ['C087/beyond-data', 'ends at byte 24'],
    ['C087/cut-data', 'ends at byte 16 of the data, but the file holds only 15'],
    ['C087/length-2-to-63', '9223372036854775808 bytes; at most'],
    ['C087/length-beyond-file', '1000000 bytes, but only 80 follow'],
    ['C087/length-zero', 'length is given as 0'],
    ['C087/negative', 'are negative'],
    ['C087/not-json', 'not JSON'],
    ['C087/not-utf8', 'not UTF-8'],
    ['C087/seven-bytes', 'The file has 7 bytes'],
    ['C087/shape-against-bytes', 'needs 24 bytes, but its data_offsets span 16'],
    ['C087/shape-overflow', 'larger than any file'],
    ['C087/shape-text', 'shape ["2",2] is not'],
    ['C087/unknown-dtype', 'dtype F33 is not supported'],
    ['C089/trailing-3', 'File not fully covered: 3 bytes'],
    ['C089/trailing-4096-zeros', 'File not fully covered: 4096 bytes'],
  ];

  it.each(refused)('%s is refused with its own reason', (file, reason) => {
    const decode = (): unknown => decodeTensors(read(`${file}.safetensors`));
    expect(decode).toThrow(SafetensorsError);
    expect(decode).toThrow(reason);
  });

  it('a tensor may be named __proto__', () => {
    expect([...decodeTensors(read('C087/proto-name.safetensors')).tensors.keys()]).toEqual(['__proto__']);
  });

  it('small floats and unaligned data are read', () => {
    const { tensors } = decodeTensors(read('C091/mixed-unaligned.safetensors'));
    const values = Object.fromEntries([...tensors].map(([key, { data }]) => [key, data[0]]));
    expect(values).toEqual({ b: 0.333984375, f: 1.5, h: 0.333251953125, d: 0.1, i: -1 });
    expect(decodeTensors(read('C091/odd-header.safetensors')).tensors.get('w')?.data).toEqual(Float32Array.of(0, 1, 2, 3));
  });

  const craft = (header: string, data: number): Uint8Array => {
    const bytes = new Uint8Array(8 + header.length + data);
    new DataView(bytes.buffer).setUint32(0, header.length, true);
    bytes.set(new TextEncoder().encode(header), 8);
    return bytes;
  };
  const u8 = (begin: number, end: number): string => `{"dtype":"U8","shape":[${end - begin}],"data_offsets":[${begin},${end}]}`;

  it.each([
    ['a gap', `{"a":${u8(0, 2)},"b":${u8(3, 4)}}`, 'File not fully covered: no tensor holds the bytes 2 to 3 before "b"'],
    ['an overlap', `{"a":${u8(0, 3)},"b":${u8(2, 4)}}`, 'Tensor "b" begins at byte 2, inside the tensor before it.'],
    ['metadata that is no text', `{"__metadata__":{"a":1},"a":${u8(0, 4)}}`, '__metadata__ is not an object of texts.'],
    ['an entry that is none', '{"a":7}', 'The entry of tensor "a" is not an object.'],
    ['a fractional offset', '{"a":{"dtype":"U8","shape":[4],"data_offsets":[0.5,4]}}', 'not two whole numbers'],
    ['no dtype', '{"a":{"shape":[4],"data_offsets":[0,4]}}', 'has no dtype'],
  ])('%s is refused', (_, header, reason) => {
    expect(() => decodeTensors(craft(header, 4))).toThrow(reason);
  });

  it('bytes at random are read or refused, never a crash', () => {
    const whole = encodeTensors(new Map([['w', { dtype: 'F32', shape: [2, 2], data: Float32Array.of(0, 1, 2, 3) }]]));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, value, end) => {
        const bytes = whole.slice(0, end);
        if (at < end) bytes[at] = value;
        try {
          decodeTensors(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(SafetensorsError);
        }
      }),
    );
  });
});

describe('float16', () => {
  it('keeps every one of its 65,536 values', () => {
    const halves = Uint16Array.from({ length: 65536 }, (_, index) => index);
    const header = '{"h":{"dtype":"F16","shape":[65536],"data_offsets":[0,131072]}}';
    const bytes = new Uint8Array(8 + header.length + halves.byteLength);
    new DataView(bytes.buffer).setUint32(0, header.length, true);
    bytes.set(new TextEncoder().encode(header), 8);
    bytes.set(new Uint8Array(halves.buffer), 8 + header.length);
    const data = decodeTensors(bytes).tensors.get('h')?.data as Float32Array;
    const power = (exponent: number): number => 2 ** exponent;
    for (let bits = 0; bits < 65536; bits++) {
      const [exponent, mantissa] = [(bits >> 10) & 31, bits & 1023];
      const size =
        exponent === 0
          ? mantissa * power(-24)
          : exponent < 31
            ? (1 + mantissa / 1024) * power(exponent - 15)
            : mantissa === 0
              ? Infinity
              : NaN;
      const expected = bits & 0x8000 ? -size : size;
      if (!Object.is(data[bits], expected)) expect.fail(`${bits.toString(16)}: ${data[bits]} instead of ${expected}`);
    }
  });
});

describe('weights and masks', () => {
  const weights: Weights = new Map([
    ['fc1.weight', { shape: [2, 2], data: Float32Array.of(0.1, -0, 3, 1e-40) }],
    ['fc1.bias', { shape: [2], data: Float32Array.of(0, 1) }],
  ]);
  const mask = new Map([['fc1.weight', { shape: [2, 2], data: Uint8Array.of(1, 0, 0, 1) }]]);

  it('come back as they were', () => {
    expect(bytesToWeights(weightsToBytes(weights))).toEqual(weights);
    expect(bytesToMask(maskToBytes(mask))).toEqual(mask);
  });

  it('keep their hashes for ever: they name files in stores', () => {
    expect(weightsHash(weights)).toMatchInlineSnapshot(`"a4f0f5353fcd53804e877736a4b73f5716494cb4543fa67cd76651e5b7fde9eb"`);
    expect(maskHash(mask)).toMatchInlineSnapshot(`"a15edc511806e77b73ece5e9f7a0da16b618d5e972366d68f1ebdfafacbafbab"`);
  });

  it('have another hash where one bit, one shape or the order differs', () => {
    const other = (shape: number[], data: number[]): string => weightsHash(new Map([['w', { shape, data: Float32Array.from(data) }]]));
    expect(new Set([other([2], [0, 1]), other([2], [-0, 1]), other([2, 1], [0, 1]), other([2], [1, 0])]).size).toBe(4);
    expect(weightsHash(new Map([...weights].reverse()))).not.toBe(weightsHash(weights));
  });

  it('are not taken for each other', () => {
    expect(() => bytesToWeights(maskToBytes(mask))).toThrow('Tensor "fc1.weight" is U8; weights are F32, F16 or BF16.');
    expect(() => bytesToMask(weightsToBytes(weights))).toThrow('Tensor "fc1.weight" is F32; masks are U8 or BOOL.');
    expect(() => bytesToMask(maskToBytes(new Map([['m', { shape: [1], data: Uint8Array.of(2) }]])))).toThrow(
      'holds 2; masks hold 0 and 1 only',
    );
  });
});

/** Bytes against values that are known from elsewhere. */
import { describe, expect, it } from 'vitest';
import { npyBytes } from '../../../../src/formats/bytes/npy.ts';
import { npzBytes } from '../../../../src/formats/bytes/npz.ts';
import { double, float, message, signed, text, varint, whole } from '../../../../src/formats/bytes/protobuf.ts';
import { crc32c, record } from '../../../../src/formats/bytes/record-file.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('fields of Protocol Buffers', () => {
  it('are those of the examples of its documentation', () => {
    expect(hex(varint(150))).toBe('9601');
    expect(hex(whole(1, 150))).toBe('089601');
    expect(hex(text(2, 'testing'))).toBe('120774657374696e67');
    expect(hex(message(3, [whole(1, 150)]))).toBe('1a03089601');
    expect(hex(signed(2, -2))).toBe('10feffffffffffffffff01');
  });

  it('hold whole numbers beyond 32 bits, and floating-point numbers little-endian', () => {
    expect(hex(varint(2 ** 40))).toBe('808080808020');
    expect(hex(float(1, 1))).toBe('0d0000803f');
    expect(hex(double(1, 1))).toBe('09000000000000f03f');
  });
});

describe('records', () => {
  it('have the checksum of RFC 3720', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  });

  it('are length, its checksum, the bytes, their checksum', () => {
    const bytes = record(Buffer.from('ab'));
    expect(bytes).toHaveLength(8 + 4 + 2 + 4);
    expect(hex(bytes.subarray(0, 8))).toBe('0200000000000000');
    expect(hex(bytes.subarray(12, 14))).toBe('6162');
  });
});

describe('arrays of NumPy', () => {
  it('have a header of whole multiples of 64 bytes, and a comma after a single size', () => {
    const bytes = Buffer.from(npyBytes({ shape: [3], data: Float32Array.of(1, 2, 3) }));
    expect(bytes.length).toBe(128 + 12);
    expect(bytes.toString('latin1', 10, 70)).toContain("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }");
    expect(bytes.at(127)).toBe(0x0a);
  });

  it('give the same bytes whenever they are written', () => {
    const arrays = new Map([['a', { shape: [1], data: Uint8Array.of(7) }]]);
    expect(hex(npzBytes(arrays))).toBe(hex(npzBytes(arrays)));
  });
});

/**
 * Writes messages of Protocol Buffers (protobuf.dev/programming-guides/encoding): a message is the fields that it has, one after the other.
 * ONNX and TensorBoard need four kinds of field of it; a library would bring a compiler of schemas and a reader too.
 */

type Bytes = Uint8Array;

/** Seven bits a byte, the lowest first; the highest bit says that more follow. @param value Whole and not negative, below 2^53. */
export function varint(value: number): Bytes {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

const key = (field: number, wire: number): Bytes => varint(field * 8 + wire);

export const whole = (field: number, value: number): Bytes => Buffer.concat([key(field, 0), varint(value)]);

/** An int64 that may be negative takes ten bytes. */
export function signed(field: number, value: number): Bytes {
  if (value >= 0) return whole(field, value);
  const bits = BigInt.asUintN(64, BigInt(value));
  const bytes = Array.from({ length: 10 }, (_, at) => Number((bits >> BigInt(7 * at)) & 127n) + (at < 9 ? 128 : 0));
  return Buffer.concat([key(field, 0), Uint8Array.from(bytes)]);
}

export const bytes = (field: number, value: Bytes): Bytes => Buffer.concat([key(field, 2), varint(value.length), value]);

export const text = (field: number, value: string): Bytes => bytes(field, new TextEncoder().encode(value));

export const message = (field: number, fields: readonly Bytes[]): Bytes => bytes(field, Buffer.concat(fields));

export function float(field: number, value: number): Bytes {
  const four = Buffer.alloc(4);
  four.writeFloatLE(value);
  return Buffer.concat([key(field, 5), four]);
}

export function double(field: number, value: number): Bytes {
  const eight = Buffer.alloc(8);
  eight.writeDoubleLE(value);
  return Buffer.concat([key(field, 1), eight]);
}

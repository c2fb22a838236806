/** Numbers of a file in shared memory, block by block: at no time does a whole file lie in memory twice. */
import { sharedBytes, sharedFloats } from '../data-array.ts';
import { DataError } from '../data-error.ts';
import type { ByteReader } from './byte-reader.ts';
import { checkRoom } from './limits.ts';
import { tell } from '../../shared/text/told.ts';

export interface NumberType {
  readonly bytes: number;
  /** @param place Of the number's first byte. */
  readonly read: (view: DataView, place: number) => number;
}

const blockNumbers = 1 << 17;

/** @returns `count` bytes; fewer only where the file ends before. */
export async function readBytes(reader: ByteReader, count: number, file: string): Promise<Uint8Array> {
  checkRoom(count, file);
  const values = sharedBytes(count);
  const found = await reader.fill(values);
  return found === count ? values : values.subarray(0, found);
}

/**
 * @param check Throws for a number that float32 must not hold.
 * @returns `count` numbers as float32; fewer only where the file ends before.
 */
export async function readFloats(
  reader: ByteReader,
  count: number,
  { bytes, read }: NumberType,
  file: string,
  check: (value: number, index: number) => void,
): Promise<Float32Array> {
  checkRoom(4 * count, file);
  const values = sharedFloats(count);
  for (let index = 0; index < count;) {
    const wanted = bytes * Math.min(blockNumbers, count - index);
    const block = await reader.read(wanted);
    const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
    for (let place = 0; place + bytes <= block.length; place += bytes, index++) {
      const value = read(view, place);
      check(value, index);
      values[index] = value;
    }
    if (block.length < wanted) return values.subarray(0, index);
  }
  return values;
}

/** @throws DataError for NaN, infinities and what float32 turns into an infinity. */
export function checkFinite(value: number, index: number, file: string): void {
  if (!Number.isFinite(Math.fround(value)))
    throw new DataError(file, tell('value {0} is {1}: expected a finite number that float32 can hold', index, value));
}

/** The head of an idx file: two zero bytes, type of the values, number of dimensions, then each as big-endian uint32. */
import { productOf } from '../shared/network/shapes.ts';
import { DataError } from './data-error.ts';

export type IdxType = 'uint8' | 'int8' | 'int16' | 'int32' | 'float32' | 'float64';

export interface IdxHeader {
  readonly type: IdxType;
  readonly shape: readonly number[];
  readonly headerBytes: number;
  readonly bytesPerValue: number;
  /** Header and values together. May be beyond any memory: check it before allocating. */
  readonly totalBytes: number;
}

const types: Readonly<Record<number, readonly [IdxType, number]>> = {
  0x08: ['uint8', 1],
  0x09: ['int8', 1],
  0x0b: ['int16', 2],
  0x0c: ['int32', 4],
  0x0d: ['float32', 4],
  0x0e: ['float64', 8],
};
const mostDimensions = 4;

function checkMagic(view: DataView, file: string): readonly [IdxType, number] {
  const type = types[view.getUint8(2)];
  const dimensions = view.getUint8(3);
  if (view.getUint16(0) === 0 && type !== undefined && dimensions >= 1 && dimensions <= mostDimensions) return type;
  const found = view.getUint32(0);
  throw new DataError(
    file,
    `wrong magic number: expected an idx file (2051 for images, 2049 for labels), found ${found} (0x${found.toString(16).padStart(8, '0')})`,
  );
}

/**
 * Reads the header from a file's first bytes; null where more of them are needed.
 * @throws DataError for another magic number, an unknown type or more than 4 dimensions.
 */
export function parseIdxHeader(bytes: Uint8Array, file: string): IdxHeader | null {
  if (bytes.length < 4) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [type, bytesPerValue] = checkMagic(view, file);
  const headerBytes = 4 + 4 * view.getUint8(3);
  if (bytes.length < headerBytes) return null;
  const shape = Array.from({ length: view.getUint8(3) }, (_, dimension) => view.getUint32(4 + 4 * dimension));
  const totalBytes = headerBytes + bytesPerValue * productOf(shape);
  return { type, shape, headerBytes, bytesPerValue, totalBytes };
}

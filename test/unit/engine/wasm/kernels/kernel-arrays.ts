/** Arrays for single kernels: laid out in one memory, filled, read back. */
import { type ListShape, startsBytes } from '../../../../../src/engine/wasm/layers/input-lists.ts';
import { type Arena, WasmMemory } from '../../../../../src/engine/wasm/memory/wasm-memory.ts';
import { generatorFor } from '../../../../../src/shared/numbers/random.ts';
import { kernelBytes } from '../../support/kernel-bytes.ts';

export const memory = new WasmMemory(kernelBytes);
memory.reserve(32 * 1024 * 1024);
/** Numbers in -0.5..0.5, of which a share is 0. */
export function numbers(seed: number, count: number, zeros = 0): Float32Array {
  const draw = generatorFor('blocked', String(seed));
  const uniform = (): number => (draw.next() >>> 8) / 16777216;
  return Float32Array.from({ length: count }, () => (uniform() < zeros ? 0 : uniform() - 0.5));
}

export function put(arena: Arena, values: Float32Array): number {
  const address = arena.takeFloats(values.length);
  memory.floats(address, values.length).set(values);
  return address;
}

export const bitsAt = (address: number, count: number): Uint32Array => memory.words(address, count).slice();

/** Rows of `row` bytes. */
export function putRows(arena: Arena, values: Float32Array, columns: number, row: number): number {
  const rows = values.length / columns;
  const address = arena.take((rows + 4) * row);
  for (let r = 0; r < rows; r++) memory.floats(address + r * row, columns).set(values.subarray(r * columns, (r + 1) * columns));
  return address;
}

export function rowsAt(address: number, rows: number, columns: number, row: number): Float32Array {
  const values = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) values.set(memory.floats(address + r * row, columns), r * columns);
  return values;
}

/** Lists of what is not 0 in `[rows][columns]`: pairs (column * stride, value). */
export function putLists(arena: Arena, values: Float32Array, columns: number, stride: number, shape: ListShape): number {
  const rows = values.length / columns;
  const starts = arena.take(startsBytes(shape, rows));
  let at = arena.take(values.length * 8 + 64);
  const blockColumns = shape.blocks === 1 ? columns : 192;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      if (c % blockColumns === 0) memory.words(starts + (c / blockColumns) * shape.toEnd + r * 4, 1)[0] = at;
      const value = values[r * columns + c] ?? 0;
      if (value === 0) continue;
      memory.words(at, 1)[0] = c * stride;
      memory.floats(at + 4, 1)[0] = value;
      at += 8;
    }
    memory.words(starts + (shape.blocks - 1) * shape.toEnd + r * 4 + shape.toEnd, 1)[0] = at;
  }
  return starts;
}

/** Where two arrays first differ, also in the sign of a 0; -1 where they are the same. `toEqual` is slow on hundreds of thousands of values. */
export function firstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) if (!Object.is(a[index], b[index])) return index;
  return -1;
}

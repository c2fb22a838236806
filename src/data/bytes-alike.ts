/** Both parts of a data set as the same type: text files cannot say which, and a test set may happen to hold small whole numbers only. */
import type { DataArray } from './data-array.ts';
import { sharedFloats } from './data-array.ts';

function asFloats(array: DataArray): DataArray {
  if (array.values instanceof Float32Array) return array;
  const values = sharedFloats(array.values.length);
  values.set(array.values);
  return { ...array, values };
}

/** Bytes only where both are; else float32 in both. */
export function asBytesAlike(train: DataArray, test: DataArray): readonly [DataArray, DataArray] {
  const bytes = train.values instanceof Uint8Array && test.values instanceof Uint8Array;
  return bytes ? [train, test] : [asFloats(train), asFloats(test)];
}

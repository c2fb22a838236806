/** Numbers of one file or array, before anybody says what they mean. */
export interface DataArray {
  /** Where they come from, for messages: a path, or a path and a name within it. */
  readonly file: string;
  readonly shape: readonly number[];
  /** Row by row, in a SharedArrayBuffer. */
  readonly values: Uint8Array | Float32Array;
}

export const sharedBytes = (count: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(count));
export const sharedFloats = (count: number): Float32Array => new Float32Array(new SharedArrayBuffer(4 * count));

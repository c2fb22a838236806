/** Tensors out of a file of another program, before anybody knows what they are for. */
import { escaped, escapedMessage } from '../../shared/text/plain-text.ts';
import { mapTold, tell, tellList, ToldError, type Words } from '../../shared/text/told.ts';

export interface ForeignTensor {
  readonly shape: readonly number[];
  /** Bytes for booleans and 8-bit whole numbers without sign; float32 for all else. */
  readonly data: Float32Array | Uint8Array;
  /** The file's own word for its type. */
  readonly dtype: string;
}

/** In the file's order. */
export type ForeignTensors = ReadonlyMap<string, ForeignTensor>;

/** A file that holds no tensors that we read; the message begins with its path. */
export class ImportError extends ToldError {
  override readonly name = 'ImportError';

  constructor(file: string, problem: Words, options?: ErrorOptions) {
    super(mapTold(tellList([file, problem], ': '), escapedMessage), options);
    this.message = escapedMessage(this.message);
  }
}

/** No network of ours has so many. */
export const mostTensors = 100_000;

/** A name of the file, safe to be shown. */
export const shown = (name: string): string => `"${escaped(name.length > 120 ? `${name.slice(0, 120)}...` : name)}"`;

export const shapeWords = (shape: readonly number[]): Words => (shape.length === 0 ? tell('a single number') : shape.join(' x '));

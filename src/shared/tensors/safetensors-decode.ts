/** Reads safetensors bytes, ours and other people's; what is malformed is refused with its own reason. */
import { productOf } from '../network/shapes.ts';
import { isTensorTypeName, SafetensorsError, type TensorData, type TensorTypeName, tensorTypes } from './safetensors-types.ts';
import { tell } from '../text/told.ts';

/** Checks one tensor's entry in a safetensors header. */
interface TensorEntry {
  readonly name: string;
  readonly dtype: TensorTypeName;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

const isWholeNumber = (value: unknown): value is number => Number.isSafeInteger(value) && !Object.is(value, -0);

function checkedType(name: string, dtype: unknown): TensorTypeName {
  if (typeof dtype !== 'string') throw new SafetensorsError(tell('Tensor "{0}" has no dtype.', name));
  if (!isTensorTypeName(dtype)) {
    throw new SafetensorsError(
      tell('Tensor "{0}": dtype {1} is not supported; {2} are.', name, dtype, Object.keys(tensorTypes).join(', ')),
    );
  }
  return dtype;
}

function checkedShape(name: string, shape: unknown): readonly number[] {
  if (shape === undefined) throw new SafetensorsError(tell('Tensor "{0}" has no shape.', name));
  if (!Array.isArray(shape) || !shape.every((size) => isWholeNumber(size) && size >= 0)) {
    throw new SafetensorsError(tell('Tensor "{0}": shape {1} is not a list of whole numbers of 0 or more.', name, JSON.stringify(shape)));
  }
  return shape;
}

function checkedOffsets(name: string, offsets: unknown): readonly [number, number] {
  if (offsets === undefined) throw new SafetensorsError(tell('Tensor "{0}" has no data_offsets.', name));
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isWholeNumber)) {
    throw new SafetensorsError(tell('Tensor "{0}": data_offsets {1} are not two whole numbers.', name, JSON.stringify(offsets)));
  }
  const [begin, end] = offsets as [number, number];
  if (begin < 0 || end < 0) throw new SafetensorsError(tell('Tensor "{0}": data_offsets [{1}, {2}] are negative.', name, begin, end));
  if (begin > end) throw new SafetensorsError(tell('Tensor "{0}" begins at byte {1}, after its end at byte {2}.', name, begin, end));
  return [begin, end];
}

function checkSize({ name, dtype, shape, begin, end }: TensorEntry): void {
  const bytes = productOf(shape) * tensorTypes[dtype].bytes;
  const says = tell('Tensor "{0}": shape [{1}] of {2}', name, shape.join(', '), dtype);
  if (!Number.isSafeInteger(bytes)) throw new SafetensorsError(tell('{0} is larger than any file.', says));
  if (bytes !== end - begin)
    throw new SafetensorsError(tell('{0} needs {1} bytes, but its data_offsets span {2}.', says, bytes, end - begin));
}

/** The entry, if it is sound in itself and ends within the file's `dataBytes`. */
function checkEntry(name: string, value: unknown, dataBytes: number): TensorEntry {
  if (typeof value !== 'object' || value === null) throw new SafetensorsError(tell('The entry of tensor "{0}" is not an object.', name));
  const { dtype, shape, data_offsets: offsets } = value as { dtype?: unknown; shape?: unknown; data_offsets?: unknown };
  const type = checkedType(name, dtype);
  const sizes = checkedShape(name, shape);
  const [begin, end] = checkedOffsets(name, offsets);
  const entry = { name, dtype: type, shape: sizes, begin, end };
  checkSize(entry);
  if (end > dataBytes)
    throw new SafetensorsError(tell('Tensor "{0}" ends at byte {1} of the data, but the file holds only {2}.', name, end, dataBytes));
  return entry;
}

// Finds and parses the header of a safetensors file; foreign files come here, so nothing is believed unchecked.

/** As in the reference implementation: a longer header is an attack or damage. */
const longestHeader = 100_000_000;

function headerLength(bytes: Uint8Array): number {
  if (bytes.length < 8) {
    throw new SafetensorsError(
      tell("The file has {0} bytes; a safetensors file begins with 8 bytes that give its header's length.", bytes.length),
    );
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  if (length === 0n) throw new SafetensorsError(tell('The header is empty: its length is given as 0.'));
  if (length > longestHeader)
    throw new SafetensorsError(tell("The header's length is given as {0} bytes; at most {1} are read.", String(length), longestHeader));
  if (Number(length) > bytes.length - 8) {
    throw new SafetensorsError(tell("The header's length is given as {0} bytes, but only {1} follow.", String(length), bytes.length - 8));
  }
  return Number(length);
}

function decodeText(header: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(header);
  } catch {
    throw new SafetensorsError(tell('The header is not UTF-8 text.'));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SafetensorsError(tell('The header is not JSON.'), { cause: error });
  }
}

/** The header's entries as a map, so that a tensor named "__proto__" is a name like any other; and the data behind it. */
function readHeader(bytes: Uint8Array): { entries: Map<string, unknown>; data: Uint8Array } {
  const length = headerLength(bytes);
  const value = parseJson(decodeText(bytes.subarray(8, 8 + length)));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SafetensorsError(tell('The header is not a JSON object that names tensors.'));
  }
  return { entries: new Map(Object.entries(value)), data: bytes.subarray(8 + length) };
}

export interface DecodedTensor {
  /** As the file says; F16 and BF16 are widened, so their `data` is a Float32Array. */
  readonly dtype: TensorTypeName;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

export interface DecodedFile {
  /** In the order in which they lie in the file. */
  readonly tensors: ReadonlyMap<string, DecodedTensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

function checkMetadata(value: unknown): ReadonlyMap<string, string> {
  if (value === undefined) return new Map();
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
  if (!entries?.every(([, text]) => typeof text === 'string')) throw new SafetensorsError(tell('__metadata__ is not an object of texts.'));
  return new Map(entries as [string, string][]);
}

/** Every byte belongs to one tensor: bytes that nobody names could hide anything, and loaders disagree about them. */
function checkCovered(entries: readonly TensorEntry[], dataBytes: number): void {
  let at = 0;
  for (const { name, begin, end } of entries) {
    if (begin < at) throw new SafetensorsError(tell('Tensor "{0}" begins at byte {1}, inside the tensor before it.', name, begin));
    if (begin > at)
      throw new SafetensorsError(tell('File not fully covered: no tensor holds the bytes {0} to {1} before "{2}".', at, begin, name));
    at = end;
  }
  if (at < dataBytes) throw new SafetensorsError(tell('File not fully covered: {0} bytes follow the last tensor.', dataBytes - at));
}

/** Copied, not viewed: data may begin at any byte, where typed arrays cannot. */
function readTensor(data: Uint8Array, { dtype, shape, begin, end }: TensorEntry): DecodedTensor {
  const aligned = new Uint8Array(data.subarray(begin, end)).buffer;
  return { dtype, shape, data: tensorTypes[dtype].read(aligned) };
}

export function decodeTensors(bytes: Uint8Array): DecodedFile {
  const { entries, data } = readHeader(bytes);
  const metadata = checkMetadata(entries.get('__metadata__'));
  entries.delete('__metadata__');
  const tensors = [...entries].map(([name, value]) => checkEntry(name, value, data.length));
  tensors.sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkCovered(tensors, data.length);
  return { tensors: new Map(tensors.map((entry) => [entry.name, readTensor(data, entry)])), metadata };
}

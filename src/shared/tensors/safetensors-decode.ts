/** Reads safetensors bytes, ours and other people's; what is malformed is refused with its own reason. */
import { checkEntry } from './safetensors-entry.ts';
import type { TensorEntry } from './safetensors-entry.ts';
import { SafetensorsError } from './safetensors-error.ts';
import { readHeader } from './safetensors-header.ts';
import { tensorTypes } from './safetensors-types.ts';
import type { TensorData, TensorTypeName } from './safetensors-types.ts';

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
  if (!entries?.every(([, text]) => typeof text === 'string')) throw new SafetensorsError('__metadata__ is not an object of texts.');
  return new Map(entries as [string, string][]);
}

/** Every byte belongs to one tensor: bytes that nobody names could hide anything, and loaders disagree about them. */
function checkCovered(entries: readonly TensorEntry[], dataBytes: number): void {
  let at = 0;
  for (const { name, begin, end } of entries) {
    if (begin < at) throw new SafetensorsError(`Tensor "${name}" begins at byte ${begin}, inside the tensor before it.`);
    if (begin > at) throw new SafetensorsError(`File not fully covered: no tensor holds the bytes ${at} to ${begin} before "${name}".`);
    at = end;
  }
  if (at < dataBytes) throw new SafetensorsError(`File not fully covered: ${dataBytes - at} bytes follow the last tensor.`);
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

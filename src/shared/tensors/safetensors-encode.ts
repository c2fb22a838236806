/** Writes safetensors bytes: the same tensors in the same order give the same bytes, always. */
import { productOf } from '../network/shapes.ts';
import { tensorTypes } from './safetensors-types.ts';

export type EncodableTensor = { readonly shape: readonly number[] } & (
  | { readonly dtype: 'F32'; readonly data: Float32Array }
  | { readonly dtype: 'F64'; readonly data: Float64Array }
  | { readonly dtype: 'U8'; readonly data: Uint8Array }
);

const alignment = 8;

function checkSize(name: string, { shape, data, dtype }: EncodableTensor): void {
  const values = productOf(shape);
  if (values !== data.length || data.BYTES_PER_ELEMENT !== tensorTypes[dtype].bytes) {
    throw new RangeError(`Tensor ${name}: shape [${shape.join(', ')}] of ${dtype} does not fit ${data.length} values.`);
  }
}

function metadataText(metadata: Readonly<Record<string, string>>): string {
  const keys = Object.keys(metadata).sort();
  return `"__metadata__":{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(metadata[key])}`).join(',')}}`;
}

/** Put together as text: an object would move names like "0" to the front and lose "__proto__". */
function headerText(entries: ReadonlyMap<string, EncodableTensor>, metadata?: Readonly<Record<string, string>>): string {
  const parts = metadata ? [metadataText(metadata)] : [];
  let begin = 0;
  for (const [name, { dtype, shape, data }] of entries) {
    const end = begin + data.byteLength;
    parts.push(`${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets: [begin, end] })}`);
    begin = end;
  }
  return `{${parts.join(',')}}`;
}

function writeHeader(text: string, dataBytes: number): { bytes: Uint8Array<ArrayBuffer>; dataStart: number } {
  const header = new TextEncoder().encode(text);
  const padded = Math.ceil(header.length / alignment) * alignment;
  const bytes = new Uint8Array(8 + padded + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded), true);
  bytes.fill(0x20, 8, 8 + padded);
  bytes.set(header, 8);
  return { bytes, dataStart: 8 + padded };
}

/** Tensors lie in the order of `entries`; the header is padded with blanks so that data begins at a multiple of 8. */
export function encodeTensors(
  entries: ReadonlyMap<string, EncodableTensor>,
  metadata?: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  for (const [name, tensor] of entries) checkSize(name, tensor);
  const dataBytes = [...entries.values()].reduce((sum, { data }) => sum + data.byteLength, 0);
  const { bytes, dataStart } = writeHeader(headerText(entries, metadata), dataBytes);
  let at = dataStart;
  for (const { data } of entries.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

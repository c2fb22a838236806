/** Finds and parses the header of a safetensors file; foreign files come here, so nothing is believed unchecked. */
import { SafetensorsError } from './safetensors-error.ts';

/** As in the reference implementation: a longer header is an attack or damage. */
const longestHeader = 100_000_000;

function headerLength(bytes: Uint8Array): number {
  if (bytes.length < 8) {
    throw new SafetensorsError(`The file has ${bytes.length} bytes; a safetensors file begins with 8 bytes that give its header's length.`);
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  if (length === 0n) throw new SafetensorsError('The header is empty: its length is given as 0.');
  if (length > longestHeader)
    throw new SafetensorsError(`The header's length is given as ${length} bytes; at most ${longestHeader} are read.`);
  if (Number(length) > bytes.length - 8) {
    throw new SafetensorsError(`The header's length is given as ${length} bytes, but only ${bytes.length - 8} follow.`);
  }
  return Number(length);
}

function decodeText(header: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(header);
  } catch {
    throw new SafetensorsError('The header is not UTF-8 text.');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SafetensorsError(`The header is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The header's entries as a map, so that a tensor named "__proto__" is a name like any other; and the data behind it. */
export function readHeader(bytes: Uint8Array): { entries: Map<string, unknown>; data: Uint8Array } {
  const length = headerLength(bytes);
  const value = parseJson(decodeText(bytes.subarray(8, 8 + length)));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SafetensorsError('The header is not a JSON object that names tensors.');
  }
  return { entries: new Map(Object.entries(value)), data: bytes.subarray(8 + length) };
}

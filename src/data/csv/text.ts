/** The bytes of a file as text in UTF-8; other encodings are named. */
import { DataError } from '../data-error.ts';
import { anyText, inUtf16, inUtf32, jsonText, recognised } from '../files/recognise.ts';
import { tell, tellList, type Told } from '../../shared/text/told.ts';

const remedy = tell('save it as UTF-8 (in PowerShell: Out-File -Encoding utf8)');

/** Every second byte of English text in UTF-16 is 0. */
function utf16Without(head: Uint8Array): boolean {
  const zeros = head.subarray(0, 200).filter((byte) => byte === 0).length;
  return zeros > 0 && zeros * 5 >= Math.min(200, head.length) * 2 && zeros * 5 <= Math.min(200, head.length) * 3;
}

const texts: readonly Told[] = [jsonText, anyText];
const otherEncodings: readonly Told[] = [inUtf16, inUtf32];

function checkStart(head: Uint8Array, file: string): void {
  const found = utf16Without(head) ? inUtf16 : recognised(head.subarray(0, 256));
  if (found === null || texts.includes(found)) return;
  const words = otherEncodings.includes(found) ? tellList([found, remedy], ': ') : found;
  throw new DataError(file, tell('expected a text in UTF-8, found {0}', words));
}

const linesIn = (text: string): number => text.split('\n').length - 1;

function notUtf8(chunk: Uint8Array, linesBefore: number, file: string): DataError {
  const readable = new TextDecoder().decode(chunk).split('\uFFFD', 1)[0] ?? '';
  const line = linesBefore + linesIn(readable) + 1;
  return new DataError(file, tell('line {0}: expected a text in UTF-8, found other bytes (Latin-1 or Windows-1252?): {1}', line, remedy));
}

/**
 * Without the byte order mark, which belongs to the file and not to its first cell.
 * @throws DataError that names the encoding, or the line where it is not UTF-8.
 */
export async function* decoded(chunks: AsyncIterable<Uint8Array>, file: string): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lines: number | null = null;
  for await (const chunk of chunks) {
    if (lines === null) checkStart(chunk, file);
    lines ??= 0;
    try {
      const text = decoder.decode(chunk, { stream: true });
      lines += linesIn(text);
      yield text;
    } catch {
      throw notUtf8(chunk, lines, file);
    }
  }
  try {
    decoder.decode();
  } catch {
    throw notUtf8(Uint8Array.of(0xff), lines ?? 0, file);
  }
}

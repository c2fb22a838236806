/** What a file is by its first bytes, for messages about a file that is not what its name says. */
import { tell, type Told } from '../../shared/text/told.ts';

export const inUtf16 = tell('a text in UTF-16');
export const inUtf32 = tell('a text in UTF-32');
export const jsonText = tell('a JSON text');
export const anyText = tell('a text');
const webPage = tell('a web page, as a failed download leaves it: download the file again');
const gitPointer = tell('a pointer of Git LFS, not the file itself: run `git lfs pull`');
/** Each says what to do. */
export const standIns: readonly Told[] = [webPage, gitPointer];

const magics: readonly (readonly [Told, readonly number[]])[] = [
  [tell('a gzip file'), [0x1f, 0x8b]],
  [tell('a zip archive'), [0x50, 0x4b, 0x03, 0x04]],
  [tell('a zip archive'), [0x50, 0x4b, 0x05, 0x06]],
  [tell('a PNG image'), [0x89, 0x50, 0x4e, 0x47]],
  [tell('a JPEG image'), [0xff, 0xd8, 0xff]],
  [tell('a GIF image'), [0x47, 0x49, 0x46, 0x38]],
  [tell('a WebP image'), [0x52, 0x49, 0x46, 0x46]],
  [tell('a TIFF image'), [0x49, 0x49, 0x2a, 0x00]],
  [tell('a TIFF image'), [0x4d, 0x4d, 0x00, 0x2a]],
  [tell('a PDF document'), [0x25, 0x50, 0x44, 0x46]],
  [tell('a NumPy array'), [0x93, 0x4e, 0x55, 0x4d]],
  [tell('an HDF5 file'), [0x89, 0x48, 0x44, 0x46]],
  [tell('a bzip2 file'), [0x42, 0x5a, 0x68]],
  [tell('an xz file'), [0xfd, 0x37, 0x7a, 0x58]],
  [tell('a Zstandard file'), [0x28, 0xb5, 0x2f, 0xfd]],
  [tell('a 7z archive'), [0x37, 0x7a, 0xbc, 0xaf]],
  [inUtf32, [0xff, 0xfe, 0x00, 0x00]],
  [inUtf16, [0xff, 0xfe]],
  [inUtf16, [0xfe, 0xff]],
  [tell('a Python pickle'), [0x80, 0x02]],
  [tell('a Python pickle'), [0x80, 0x03]],
  [tell('a Python pickle'), [0x80, 0x04]],
  [tell('a Python pickle'), [0x80, 0x05]],
];

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, at) => bytes[at] === byte);

function recognisedText(text: string): Told | null {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (/^<(!doctype|html|head|body|\?xml)/i.test(start)) return webPage;
  if (start.startsWith('version https://git-lfs')) return gitPointer;
  if (/^[{[]/.test(start)) return jsonText;
  return /^[\t\n\r\x20-\x7e]+$/.test(text) ? anyText : null;
}

/** @param bytes The first bytes of a file; a hundred are enough. Returns null for what is not known. */
export function recognised(bytes: Uint8Array): Told | null {
  if (bytes.length === 0) return tell('an empty file');
  const found = magics.find(([, magic]) => startsWith(bytes, magic))?.[0];
  if (found !== undefined) return found;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 256));
  if (head.every((byte) => byte === 0)) return tell('zeros only');
  return recognisedText(head.toString('latin1').replace(/^\xef\xbb\xbf/, ''));
}

/** In words, whatever it is. */
export const foundIn = (bytes: Uint8Array): Told => recognised(bytes) ?? tell('something else');

/** What a file is by its first bytes, for messages about a file that is not what its name says. */

const magics: readonly (readonly [string, readonly number[]])[] = [
  ['a gzip file', [0x1f, 0x8b]],
  ['a zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['a zip archive', [0x50, 0x4b, 0x05, 0x06]],
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG image', [0xff, 0xd8, 0xff]],
  ['a GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['a WebP image', [0x52, 0x49, 0x46, 0x46]],
  ['a TIFF image', [0x49, 0x49, 0x2a, 0x00]],
  ['a TIFF image', [0x4d, 0x4d, 0x00, 0x2a]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['a NumPy array', [0x93, 0x4e, 0x55, 0x4d]],
  ['an HDF5 file', [0x89, 0x48, 0x44, 0x46]],
  ['a bzip2 file', [0x42, 0x5a, 0x68]],
  ['an xz file', [0xfd, 0x37, 0x7a, 0x58]],
  ['a Zstandard file', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a 7z archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['a text in UTF-32', [0xff, 0xfe, 0x00, 0x00]],
  ['a text in UTF-16', [0xff, 0xfe]],
  ['a text in UTF-16', [0xfe, 0xff]],
  ['a Python pickle', [0x80, 0x02]],
  ['a Python pickle', [0x80, 0x03]],
  ['a Python pickle', [0x80, 0x04]],
  ['a Python pickle', [0x80, 0x05]],
];

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, at) => bytes[at] === byte);

function recognisedText(text: string): string | null {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (/^<(!doctype|html|head|body|\?xml)/i.test(start)) return 'a web page, as a failed download leaves it: download the file again';
  if (start.startsWith('version https://git-lfs')) return 'a pointer of Git LFS, not the file itself: run `git lfs pull`';
  if (/^[{[]/.test(start)) return 'a JSON text';
  return /^[\t\n\r\x20-\x7e]+$/.test(text) ? 'a text' : null;
}

/** @param bytes The first bytes of a file; a hundred are enough. Returns null for what is not known. */
export function recognised(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return 'an empty file';
  const found = magics.find(([, magic]) => startsWith(bytes, magic))?.[0];
  if (found !== undefined) return found;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 256));
  if (head.every((byte) => byte === 0)) return 'zeros only';
  return recognisedText(head.toString('latin1').replace(/^\xef\xbb\xbf/, ''));
}

/** In words, whatever it is. */
export const foundIn = (bytes: Uint8Array): string => recognised(bytes) ?? 'something else';

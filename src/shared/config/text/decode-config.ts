/**
 * Makes a config's text of its bytes as VS Code does: UTF-16 where a byte order mark or zero bytes say so (PowerShell writes it with `>`), else UTF-8.
 * The byte order mark stays, so that offsets are those of an editor's text; a byte that is not UTF-8 becomes U+FFFD, which `parseText` reports.
 */
export function decodeConfig(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes), { ignoreBOM: true }).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // A config begins with ASCII: of two bytes a letter in UTF-16 has one that is 0.
  if (first === undefined || second === undefined || (first === 0) === (second === 0)) return 'utf-8';
  return first === 0 ? 'utf-16be' : 'utf-16le';
}

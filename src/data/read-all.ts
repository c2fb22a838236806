/** A whole file in memory, unpacked where it is gzip inside. */
import { openBytes } from './byte-source.ts';

/** @throws DataError with the file's path. */
export async function readAll(file: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await openBytes(file)).chunks()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Bytes of a file that the user names: whole where it is regular, of a pipe until its other end is closed. Nothing is waited for or read without end. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { formatCount } from '../../shared/text/format.ts';

/** Several times the characters that a config may have. */
const mostBytes = 1_000_000;
/** Milliseconds. */
const [patience, pause] = [10_000, 10];

/** Why a file cannot be a config; the message is to be read after its name. */
export class UnreadError extends Error {
  override readonly name = 'UnreadError';
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** -1 where nothing has come yet. */
function readSome(handle: number, into: Buffer): number {
  try {
    return readSync(handle, into);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return -1;
    throw error;
  }
}

function readAll(handle: number): Buffer {
  const [chunk, chunks] = [Buffer.alloc(1 << 16), [] as Buffer[]];
  for (let [bytes, waited] = [0, 0]; ;) {
    const read = readSome(handle, chunk);
    if (read === 0) return Buffer.concat(chunks);
    if (read > 0) chunks.push(Buffer.from(chunk.subarray(0, read)));
    else sleep(pause);
    [bytes, waited] = read > 0 ? [bytes + read, 0] : [bytes, waited + pause];
    if (bytes > mostBytes) throw new UnreadError(`this is too long for a config: more than ${formatCount(mostBytes)} bytes`);
    if (waited > patience) throw new UnreadError('nothing has come through this pipe for 10 seconds');
  }
}

/** @param file A path, or 0 for stdin. @throws UnreadError, or the system's error. */
export function readGiven(file: string | number): Buffer {
  // Without O_NONBLOCK, which Windows lacks, opening a pipe would wait for its other end.
  const handle = typeof file === 'number' ? file : openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = fstatSync(handle);
    const isDevice = found.isBlockDevice() || (found.isCharacterDevice() && typeof file === 'string');
    if (isDevice) throw new UnreadError('this is a device, where a config belongs');
    return readAll(handle);
  } finally {
    if (typeof file === 'string') closeSync(handle);
  }
}

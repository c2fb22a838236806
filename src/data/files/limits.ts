/** How much memory reading may take: a small file must not take all of it, whatever its header says. */
import { constants } from 'node:buffer';
import { freemem } from 'node:os';
import { formatBytes, formatCount } from '../../shared/text/format.ts';
import { DataError } from '../data-error.ts';

/** Memory that is free at the moment. Containers are told their own limit by newer versions of Node only. */
export const freeBytes = (): number => ('availableMemory' in process ? Math.min(process.availableMemory(), freemem()) : freemem());

/** @throws DataError where an array of so many bytes does not fit into three quarters of the free memory. */
export function checkRoom(bytes: number, file: string): void {
  const limit = Math.min(Math.floor(freeBytes() * 0.75), constants.MAX_LENGTH);
  if (bytes <= limit) return;
  const found = Number.isSafeInteger(bytes) ? formatBytes(bytes) : 'more than any memory holds';
  throw new DataError(file, `expected values that fit into the memory (at most ${formatBytes(limit)} at the moment), found ${found}`);
}

/** Up to this size anything is unpacked. */
const unsuspiciousBytes = 256e6;
/** Images that can be told apart are not packed this much: MNIST is by 5, black and white drawings are by 30. */
const largestRatio = 200;
/** Deflate packs at most 1032 bytes into one. */
const deflateRatio = 1032;

/** No more than this is unpacked from so many packed bytes. */
export const unpackedAtMost = (packed: number): number =>
  Math.min(packed * deflateRatio, Math.max(unsuspiciousBytes, packed * largestRatio));

/** The error of a file that unpacks to more than `unpackedAtMost`. */
export function unpacksTooFar(file: string, packed: number): DataError {
  const limit = formatCount(unpackedAtMost(packed));
  const problem = `expected at most ${limit} bytes out of ${formatCount(packed)} packed ones, found more; if this is right, unpack the file by hand`;
  return new DataError(file, problem);
}

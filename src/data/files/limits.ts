/** How much memory reading may take: a small file must not take all of it, whatever its header says. */
import { constants } from 'node:buffer';
import { freemem } from 'node:os';
import { DataError } from '../data-error.ts';
import { tell, tellNumber } from '../../shared/text/told.ts';

/** Memory that is free at the moment. Containers are told their own limit by newer versions of Node only. */
export const freeBytes = (): number => ('availableMemory' in process ? Math.min(process.availableMemory(), freemem()) : freemem());

/** Arrays up to this size are made without asking: to ask takes as long as to read a small file, and a model has hundreds of small tensors. */
const unaskedBytes = 1 << 20;

/** @throws DataError where an array of so many bytes does not fit into three quarters of the free memory. */
export function checkRoom(bytes: number, file: string): void {
  if (bytes <= unaskedBytes) return;
  const limit = Math.min(Math.floor(freeBytes() * 0.75), constants.MAX_LENGTH);
  if (bytes <= limit) return;
  const found = Number.isSafeInteger(bytes) ? tellNumber('bytes', bytes) : tell('more than any memory holds');
  throw new DataError(
    file,
    tell('expected values that fit into the memory (at most {0} at the moment), found {1}', tellNumber('bytes', limit), found),
  );
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
  const limit = tellNumber('count', unpackedAtMost(packed));
  const problem = tell(
    'expected at most {0} bytes out of {1} packed ones, found more; if this is right, unpack the file by hand',
    limit,
    tellNumber('count', packed),
  );
  return new DataError(file, problem);
}

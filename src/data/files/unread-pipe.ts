/** A file that the user names to be written may be a pipe. */
import { closeSync, constants, lstatSync, openSync } from 'node:fs';

/**
 * Opening a pipe that nobody reads waits for ever. Whoever reads one sees its end when its last writer closes it, so that it is held open meanwhile.
 * @returns How to let go of it, once the file is written. @throws the system's ENXIO where nobody reads.
 */
export function holdPipe(file: string): () => void {
  if (lstatSync(file, { throwIfNoEntry: false })?.isFIFO() !== true) return () => undefined;
  const handle = openSync(file, constants.O_WRONLY | constants.O_NONBLOCK);
  return () => closeSync(handle);
}

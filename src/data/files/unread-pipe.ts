/** A file that the user names to be written may be a pipe. */
import { closeSync, constants, lstatSync, openSync } from 'node:fs';

/** Opening a pipe that nobody reads waits for ever. @throws the system's ENXIO where it is one. */
export function refuseUnreadPipe(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false })?.isFIFO() !== true) return;
  closeSync(openSync(file, constants.O_WRONLY | constants.O_NONBLOCK));
}

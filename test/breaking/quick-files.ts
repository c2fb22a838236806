/**
 * Files that are read at once instead of by a thread of Node's pool. Each of these hops takes ten times as long as the reading of a small file in memory,
 * and the suites read millions. The program's code, its files and the errors of the system stay what they are.
 */
import fs from 'node:fs';
import promises, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

type Answer = (error: Error | null, ...values: unknown[]) => void;

/** The result in a promise, as the system would tell it. */
const promised =
  <Given extends unknown[], Result>(action: (...given: Given) => Result) =>
  (...given: Given): Promise<Result> =>
    new Promise((resolve) => resolve(action(...given)));

/** The results in a callback's arguments, a moment later. */
const calledBack =
  (action: (...given: never[]) => readonly unknown[]) =>
  (...given: unknown[]): void => {
    const answer = given.pop() as Answer;
    try {
      const values = action(...(given as never[]));
      setImmediate(() => answer(null, ...values));
    } catch (error) {
      setImmediate(() => answer(error as Error));
    }
  };

/** A file that is open for reading, with the methods that the program calls. */
const handleOf = (fd: number): object => ({
  fd,
  stat: promised(() => fs.fstatSync(fd)),
  readFile: promised((options?: BufferEncoding) => fs.readFileSync(fd, options)),
  read: promised((buffer: Buffer, offset: number, length: number, position: number | null) => ({
    bytesRead: fs.readSync(fd, buffer, offset, length, position),
    buffer,
  })),
  close: promised(() => fs.closeSync(fd)),
});

const isForReading = (flags: unknown): boolean =>
  flags === undefined || flags === 'r' || (typeof flags === 'number' && (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) === 0);

const streamFiles = {
  open: calledBack((file: string, flags: string, mode: number) => [fs.openSync(file, flags, mode)]),
  read: calledBack((fd: number, buffer: Buffer, offset: number, length: number, position: number | null) => [
    fs.readSync(fd, buffer, offset, length, position),
    buffer,
  ]),
  close: calledBack((fd: number) => (fs.closeSync(fd), [])),
};

/** From here on files are read at once in this process. */
export function readAtOnce(): void {
  const { open } = promises;
  const { createReadStream } = fs;
  const { statSync, lstatSync, readdirSync, accessSync, realpathSync, readFileSync } = fs;
  Object.assign(promises, {
    open: (file: string, flags?: number | string, mode?: number) =>
      isForReading(flags) ? promised(() => handleOf(fs.openSync(file, flags ?? 'r')) as FileHandle)() : open(file, flags, mode),
    ...{ stat: promised(statSync), lstat: promised(lstatSync), readdir: promised(readdirSync), access: promised(accessSync) },
    ...{ realpath: promised((file: string) => realpathSync.native(file)), readFile: promised(readFileSync) },
  });
  fs.createReadStream = ((file: string, options: object) =>
    createReadStream(file, { ...options, fs: streamFiles } as object)) as typeof createReadStream;
  syncBuiltinESMExports();
}

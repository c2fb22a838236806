/**
 * Words of our own for errors that others have made: the system, the JavaScript engine, a library. They say the place and a remedy; the foreign
 * text is for the log. Errors that this program makes itself have such words already.
 */
import { causeOf, messageOf } from './message-of.ts';

/** The system's codes, in words that follow a file's path. */
export const systemWords: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not there: a part of its path is no folder',
  EISDIR: 'is a folder, where a file belongs; name a file',
  EACCES: 'may not be used: this user lacks the right to',
  EPERM: 'may not be used: this user lacks the right to',
  EMFILE: 'cannot be opened: too many files are open; raise the limit (ulimit -n)',
  ENFILE: 'cannot be opened: too many files are open on this machine',
  ELOOP: 'leads in a circle of symbolic links',
  ENAMETOOLONG: 'has a name that is too long',
  EIO: 'cannot be used: its disk does not answer',
  ENOSPC: 'cannot be written: the disk is full; free some space and try again',
  EDQUOT: 'cannot be written: the disk quota is used up; free some space and try again',
  EROFS: 'cannot be written: this file system is read-only; choose another folder',
  EEXIST: 'is there already',
  EBUSY: 'is in use by another program; close it and try again',
  ENOTEMPTY: 'is a folder that is not empty',
  ENXIO: 'is a pipe that nobody reads, or a device that is not there',
};

interface SystemError extends Error {
  readonly code: string;
  readonly path?: unknown;
  readonly syscall?: unknown;
}

const isSystemError = (error: Error): error is SystemError => 'code' in error && typeof error.code === 'string';

/** @param place Replaces the path that the system names. */
function ofSystem({ code, path, syscall }: SystemError, place: string | undefined): string {
  if (syscall === 'uv_cwd') return 'The current folder is not there any more; change to another one';
  const file = place ?? (typeof path === 'string' ? path : 'A file');
  return `${file} ${systemWords[code] ?? `cannot be used (${code})`}`;
}

const engineErrors = new Set([
  'TypeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'RuntimeError',
  'CompileError',
  'LinkError',
]);
const memoryWords = /alloc|out of memory|memory limit|Invalid (array|string|typed array) (buffer )?length|too large/i;
const lackOfMemory = 'The memory does not suffice. Close other programs, take fewer workers, or a smaller network or data set';
const fault = 'Winning Ticket has met something that it did not expect. Please report it, with what its log says';

/** Our own RangeErrors have words of their own. */
function isForeign(error: Error): boolean {
  if (engineErrors.has(error.name) || error.name === 'ZodError' || error.name === '$ZodError') return true;
  if (error.name === 'RangeError')
    return memoryWords.test(error.message) || /call stack|multiple of|out of bounds|WebAssembly/.test(error.message);
  return error.name === 'DataCloneError';
}

/** What went wrong, for people: a sentence of our own without a full stop where the error was another's. */
export function ownWords(error: unknown, place?: string): string {
  if (!(error instanceof Error)) return fault;
  if (isSystemError(error)) return error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? lackOfMemory : ofSystem(error, place);
  if (!isForeign(error)) return error.message;
  return memoryWords.test(error.message) ? lackOfMemory : fault;
}

/** The foreign text that `ownWords` leaves out, or that lies behind an error of our own; null where there is none. */
export function foreignWords(error: unknown): string | null {
  if (!(error instanceof Error)) return messageOf(error);
  return isSystemError(error) || isForeign(error) ? `${error.name}: ${error.message}` : causeOf(error);
}

/** Ends as a sentence does, once. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

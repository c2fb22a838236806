/**
 * Words of our own for errors that others have made: the system, the JavaScript engine, a library. They say the place and a remedy; the foreign
 * text is for the log. Errors that this program makes itself have such words already.
 */
import { spokenLocale } from './language.ts';
import { causeOf, messageOf } from './message-of.ts';
import { isWords, say, tell, tellList, type Told, type Words } from './told.ts';

/** The system's codes, in words that follow a file's path. */
export const systemWords: Readonly<Record<string, Told>> = {
  ENOENT: tell('is not there'),
  ENOTDIR: tell('is not there: a part of its path is no folder'),
  EISDIR: tell('is a folder, where a file belongs; name a file'),
  EACCES: tell('may not be used: this user lacks the right to'),
  EPERM: tell('may not be used: this user lacks the right to'),
  EMFILE: tell('cannot be opened: too many files are open; raise the limit (ulimit -n)'),
  ENFILE: tell('cannot be opened: too many files are open on this machine'),
  ELOOP: tell('leads in a circle of symbolic links'),
  ENAMETOOLONG: tell('has a name that is too long'),
  EIO: tell('cannot be used: its disk does not answer'),
  ENOSPC: tell('cannot be written: the disk is full; free some space and try again'),
  EDQUOT: tell('cannot be written: the disk quota is used up; free some space and try again'),
  EROFS: tell('cannot be written: this file system is read-only; choose another folder'),
  EEXIST: tell('is there already'),
  EBUSY: tell('is in use by another program; close it and try again'),
  ENOTEMPTY: tell('is a folder that is not empty'),
  ENXIO: tell('is a pipe that nobody reads, or a device that is not there'),
};

interface SystemError extends Error {
  readonly code: string;
  readonly path?: unknown;
  readonly syscall?: unknown;
}

const isSystemError = (error: Error): error is SystemError => 'code' in error && typeof error.code === 'string';

/** @param place Replaces the path that the system names. */
function ofSystem({ code, path, syscall }: SystemError, place: Words | undefined): Words {
  if (syscall === 'uv_cwd') return tell('The current folder is not there any more; change to another one');
  const file = place ?? (typeof path === 'string' ? path : tell('A file'));
  return tellList([file, systemWords[code] ?? tell('cannot be used ({0})', code)], ' ');
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
const lackOfMemory = tell('The memory does not suffice. Close other programs, take fewer workers, or a smaller network or data set');
const fault = tell('Winning Ticket has met something that it did not expect. Please report it, with what its log says');

/** Our own RangeErrors have words of their own. */
function isForeign(error: Error): boolean {
  if (engineErrors.has(error.name) || error.name === 'ZodError' || error.name === '$ZodError') return true;
  if (error.name === 'RangeError')
    return memoryWords.test(error.message) || /call stack|multiple of|out of bounds|WebAssembly/.test(error.message);
  return error.name === 'DataCloneError';
}

/** What went wrong, for people: a sentence of our own without a full stop where the error was another's. @param place Replaces the path that the system names. */
export function toldOf(error: unknown, place?: Words): Words {
  if (!(error instanceof Error)) return fault;
  // An error of another bundle has a class of its own.
  if ('told' in error && isWords(error.told)) return error.told;
  if (isSystemError(error)) return error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? lackOfMemory : ofSystem(error, place);
  if (!isForeign(error)) return error.message;
  return memoryWords.test(error.message) ? lackOfMemory : fault;
}

/** The same in the language that is spoken. */
export function ownWords(error: unknown, place?: Words): string {
  const told = toldOf(error, place);
  // A message may be cut, or escaped once more, where it is told by names without end.
  return error instanceof Error && 'told' in error && spokenLocale() === 'en' ? error.message : say(told);
}

/** The foreign text that `ownWords` leaves out, or that lies behind an error of our own; null where there is none. */
export function foreignWords(error: unknown): string | null {
  if (!(error instanceof Error)) return messageOf(error);
  return isSystemError(error) || isForeign(error) ? `${error.name}: ${error.message}` : causeOf(error);
}

/** The processes of this computer: which live, and since when. Tests pretend another computer. */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Processes {
  readonly host: string;
  readonly pid: number;
  readonly bootId: string | null;
  readonly pidNamespace: string | null;
  /** null where the system does not say or there is no such process. */
  startTime(pid: number): string | null;
  isAlive(pid: number): boolean;
}

function orNull(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Fields of /proc/<pid>/stat from the state on: the name before them may hold blanks and brackets. */
function statFields(pid: number): readonly string[] {
  const text = orNull(() => readFileSync(`/proc/${String(pid)}/stat`, 'utf8')) ?? '';
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function isAlive(pid: number): boolean {
  // A zombie answers signals, but will never do anything again.
  if (['Z', 'X'].includes(statFields(pid)[0] ?? '')) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Field 22 of the whole line. */
const startTime = (pid: number): string | null => statFields(pid)[19] ?? null;

export function thisComputer(): Processes {
  return {
    host: hostname(),
    pid: process.pid,
    bootId: orNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: orNull(() => readlinkSync('/proc/self/ns/pid')),
    startTime,
    isAlive,
  };
}

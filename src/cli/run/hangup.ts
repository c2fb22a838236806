/** Whether this process was started to survive its terminal (`nohup`, `trap '' HUP`). */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Bit of SIGHUP in the masks of /proc. */
const hangupBit = 1n;
/** Low bits of a file's flags: opened for writing alone. */
const writeOnly = 1;

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The parent ignores SIGHUP, and so did this process when it began. */
function parentIgnores(): boolean {
  const mask = /^SigIgn:\s*([0-9a-f]+)$/m.exec(read(`/proc/${String(process.ppid)}/status`))?.[1];
  return mask !== undefined && (BigInt(`0x${mask}`) & hangupBit) !== 0n;
}

/** nohup takes a terminal's input away by putting /dev/null in its place, opened so that nothing can be read from it. */
function inputIsTakenAway(): boolean {
  const flags = /^flags:\s*([0-7]+)$/m.exec(read('/proc/self/fdinfo/0'))?.[1];
  return flags !== undefined && (parseInt(flags, 8) & 3) === writeOnly;
}

/** Shells leave here which program they have started. */
const startedByNohup = (): boolean => path.basename(process.env['_'] ?? '') === 'nohup';

/** Node itself begins to heed SIGHUP again at its start, whatever it was told, so that only traces of it are left. */
export const ignoresHangup = (): boolean => startedByNohup() || inputIsTakenAway() || parentIgnores();

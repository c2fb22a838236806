/** The experiment is being run by somebody else, who is named, with a way out. */
import type { LockRecord } from './lock-record.ts';

export class LockedError extends Error {
  override readonly name = 'LockedError';

  constructor(
    experiment: string,
    readonly holder: LockRecord,
    lockFile: string,
    here: boolean,
  ) {
    const { pid, host } = holder;
    const where = here ? 'on this computer' : `on ${host}`;
    const remedy = here ? 'Wait for it, or cancel it.' : `Cancel it there; if ${host} is gone, wait a minute, or delete ${lockFile}.`;
    super(`"${experiment}" is being run already, by process ${String(pid)} ${where}. ${remedy}`);
  }
}

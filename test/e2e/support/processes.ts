/** Processes behind a run in VS Code, on Linux: the runner, which the experiment's lock names, and the extension host, its parent. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { thisComputer } from '../../../src/data/files/processes.ts';

/** The runner's pid; null where none is at work. */
export function runnerOf(storeFolder: string, experiment: string): number | null {
  const lock = path.join(storeFolder, 'experiments', experiment, 'lock.json');
  if (!existsSync(lock)) return null;
  const { pid } = JSON.parse(readFileSync(lock, 'utf8')) as { readonly pid: number };
  return thisComputer().isAlive(pid) ? pid : null;
}

/** Field 4 of /proc/<pid>/stat. */
export const parentOf = (pid: number): number => Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'))?.[1]);

export const isAlive = (pid: number): boolean => thisComputer().isAlive(pid);

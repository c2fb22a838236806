/** Starts a run in a process of its own and follows it to its end; used by the terminal and the editor. */
import { existsSync } from 'node:fs';
import { failedRun } from './run-end.ts';
import type { RunHandle, RunOptions } from './run-handle.ts';
import { Run } from './run.ts';
import { tell } from '../../shared/text/told.ts';

export type { RunEnd } from './run-end.ts';
export type { RunEvent, RunHandle, RunOptions } from './run-handle.ts';

function missing(runnerFile: string): RunHandle {
  const failure = failedRun(tell('The runner is missing: {0}. Build it (npm run build) or install the program again.', runnerFile));
  const nothing = (): undefined => undefined;
  const begun = Promise.resolve(false);
  return { on: nothing, cancel: () => Promise.resolve(), release: nothing, kill: nothing, begun, ended: Promise.resolve(failure) };
}

/** Listeners that are added in the same turn miss nothing. */
export function startRun(options: RunOptions): RunHandle {
  return existsSync(options.runnerFile) ? new Run(options) : missing(options.runnerFile);
}

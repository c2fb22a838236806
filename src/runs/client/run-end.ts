/** Reports of runs whose process ended without an end event: each way to die has its own words. */
import type { RunnerEvents } from '../../shared/channel/runner-protocol.ts';
import { sentence } from '../../shared/text/own-words.ts';
import type { ProcessEnd } from './runner-process.ts';

export type RunEnd = RunnerEvents['end'];

/** How far the run had come when its process ended. */
interface RunStage {
  /** The runner has accepted the request. */
  readonly accepted: boolean;
  readonly cancelAsked: boolean;
  /** The caller did not want to wait for checkpoints. */
  readonly killed: boolean;
  /** Why the runner could not begin or did not answer. */
  readonly refusal: string | null;
  /** Who else runs the experiment, or why that cannot be told. */
  readonly busy: string | null;
  /** Whether the process has written anything, which is in the log. */
  readonly wrote: boolean;
}

const memoryHint = (signal: ProcessEnd['signal']): string =>
  signal === 'SIGKILL' ? ' Systems do this when memory runs out: try fewer workers.' : '';

const resumable = 'What was finished is kept; running the same config again goes on from there.';

export const failedRun = (failure: string): RunEnd => ({ state: 'failed', failure, document: null });

function manner({ code, signal }: ProcessEnd): string {
  if (signal !== null) return `was ended by signal ${signal}`;
  return `ended with exit code ${String(code)}`;
}

const inLog = (wrote: boolean): string => (wrote ? ' The log has its last words.' : '');

/** Node itself ends at options that it does not know, or at a module that is not there. */
function optionsHint(): string {
  const { NODE_OPTIONS: options = '' } = process.env;
  return options === '' ? '' : ` The environment sets NODE_OPTIONS to ${JSON.stringify(options)}: without it, Node may start.`;
}

export function endWithoutWord(end: ProcessEnd, { accepted, cancelAsked, killed, refusal, busy, wrote }: RunStage): RunEnd {
  if (end.error !== null) return failedRun(`The runner process could not be started: ${sentence(end.error)}`);
  if (killed) return { state: 'cancelled', failure: `The runner was stopped at once. ${resumable}`, document: null };
  if (cancelAsked)
    return { state: 'cancelled', failure: `The runner did not stop in time and ${manner(end)}. ${resumable}`, document: null };
  if (busy !== null) return { ...failedRun(busy), refused: true };
  if (refusal !== null) return failedRun(`The runner did not begin: ${sentence(refusal)}${inLog(wrote)}`);
  if (!accepted) return failedRun(`The runner ${manner(end)} while it was starting.${optionsHint()}${inLog(wrote)}`);
  return failedRun(`The runner ${manner(end)} in the middle of its work.${memoryHint(end.signal)} ${resumable}${inLog(wrote)}`);
}

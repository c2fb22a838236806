/** Reports of runs whose process ended without an end event: each way to die has its own words. */
import type { RunnerEvents } from '../../shared/channel/runner-protocol.ts';
import type { ProcessEnd } from './runner-process.ts';

export type RunEnd = RunnerEvents['end'];

/** How far the run had come when its process ended. */
interface RunStage {
  /** The runner has accepted the request. */
  readonly accepted: boolean;
  readonly cancelAsked: boolean;
  /** The caller did not want to wait for checkpoints. */
  readonly killed: boolean;
  /** Why the runner refused the request or did not answer. */
  readonly refusal: string | null;
  readonly output: string;
}

const memoryHint = (signal: ProcessEnd['signal']): string =>
  signal === 'SIGKILL' ? ' Systems do this when memory runs out: try fewer workers.' : '';

const resumable = 'What was finished is kept; running the same config again goes on from there.';

export const failedRun = (failure: string): RunEnd => ({ state: 'failed', failure, document: null });

function manner({ code, signal }: ProcessEnd): string {
  if (signal !== null) return `was ended by signal ${signal}`;
  return `ended with exit code ${String(code)}`;
}

function withOutput(sentence: string, output: string): string {
  return output === '' ? sentence : `${sentence}\nIts last words:\n${output}`;
}

export function endWithoutWord(end: ProcessEnd, { accepted, cancelAsked, killed, refusal, output }: RunStage): RunEnd {
  if (end.error !== null) return failedRun(`The runner process could not be started: ${end.error}`);
  if (killed) return { state: 'cancelled', failure: `The runner was stopped at once. ${resumable}`, document: null };
  if (cancelAsked)
    return { state: 'cancelled', failure: `The runner did not stop in time and ${manner(end)}. ${resumable}`, document: null };
  if (refusal !== null) return failedRun(withOutput(`The runner did not begin: ${refusal}`, output));
  if (!accepted) return failedRun(withOutput(`The runner ${manner(end)} while it was starting.`, output));
  return failedRun(withOutput(`The runner ${manner(end)} in the middle of its work.${memoryHint(end.signal)} ${resumable}`, output));
}

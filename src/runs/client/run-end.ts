/** Reports of runs whose process ended without an end event: each way to die has its own words. */
import type { RunnerEvents } from '../../shared/channel/runner-protocol.ts';
import type { ProcessEnd } from './runner-process.ts';
import { inEnglishWords, tell, tellList, tellSentence, type Words } from '../../shared/text/told.ts';

export type RunEnd = RunnerEvents['end'];

/** How far the run had come when its process ended. */
interface RunStage {
  /** The runner has accepted the request. */
  readonly accepted: boolean;
  readonly cancelAsked: boolean;
  /** The caller did not want to wait for checkpoints. */
  readonly killed: boolean;
  /** Why the runner could not begin or did not answer. */
  readonly refusal: Words | null;
  /** Who else runs the experiment, or why that cannot be told. */
  readonly busy: Words | null;
  /** Whether the process has written anything, which is in the log. */
  readonly wrote: boolean;
}

const memoryHint = (signal: ProcessEnd['signal']): Words =>
  signal === 'SIGKILL' ? tell(' Systems do this when memory runs out: try fewer workers.') : '';

const resumable = tell('What was finished is kept; running the same config again goes on from there.');

const ended = (state: RunEnd['state'], told: Words): RunEnd => ({
  ...{ state, failure: inEnglishWords(told), document: null },
  ...(typeof told !== 'string' && { told }),
});

export const failedRun = (told: Words): RunEnd => ended('failed', told);

function manner({ code, signal }: ProcessEnd): Words {
  if (signal !== null) return tell('was ended by signal {0}', signal);
  return tell('ended with exit code {0}', String(code));
}

const inLog = (wrote: boolean): Words => (wrote ? tell(' The log has its last words.') : '');

/** Node itself ends at options that it does not know, or at a module that is not there. */
function optionsHint(): Words {
  const { NODE_OPTIONS: options = '' } = process.env;
  return options === '' ? '' : tell(' The environment sets NODE_OPTIONS to {0}: without it, Node may start.', JSON.stringify(options));
}

export function endWithoutWord(end: ProcessEnd, { accepted, cancelAsked, killed, refusal, busy, wrote }: RunStage): RunEnd {
  if (end.error !== null) return failedRun(tell('The runner process could not be started: {0}', tellSentence(end.error)));
  if (killed) return ended('cancelled', tell('The runner was stopped at once. {0}', resumable));
  if (cancelAsked) return ended('cancelled', tell('The runner did not stop in time and {0}. {1}', manner(end), resumable));
  if (busy !== null) return { ...failedRun(busy), refused: true };
  if (refusal !== null) return failedRun(tellList([tell('The runner did not begin: {0}', tellSentence(refusal)), inLog(wrote)], ''));
  if (!accepted) return failedRun(tellList([tell('The runner {0} while it was starting.', manner(end)), optionsHint(), inLog(wrote)], ''));
  const middle = tell('The runner {0} in the middle of its work.', manner(end));
  return failedRun(tellList([middle, memoryHint(end.signal), ' ', resumable, inLog(wrote)], ''));
}

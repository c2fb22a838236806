/** Carries out a request to its end: progress, Ctrl-C, and the exit code. */
import { type RunEnd, type RunEvent, type RunHandle, startRun } from '../../runs/client/start-run.ts';
import type { RunRequest } from '../../shared/channel/runner-protocol.ts';
import { measuringWords } from '../../shared/results/progress.ts';
import { replacedWords } from '../../shared/results/earlier-run.ts';
import { ignoresHangup } from './hangup.ts';
import { runnerFile } from '../installation.ts';
import { CliError, type ExitCode, exitCodes, note, printJsonLine, severityWords, whileUnfinished } from '../output.ts';
import { progressReport, type ProgressReport } from './progress-report.ts';
import { sizeWords } from '../text/words.ts';

/** The document at the end is the last line of the run. */
function slim(event: RunEvent): unknown {
  return event.method === 'end' ? { state: event.payload.state, failure: event.payload.failure } : event.payload;
}

/** A run for programs: each event is a line of stdout, small enough to follow long runs. */
function printEvent(event: RunEvent): void {
  printJsonLine({ event: event.method, data: slim(event) });
}

const signalCodes = { SIGINT: exitCodes.cancelled, SIGTERM: exitCodes.terminated, SIGHUP: exitCodes.hungUp } as const;
type StopSignal = keyof typeof signalCodes;
const signals = Object.keys(signalCodes) as StopSignal[];

const nothing = (): void => undefined;

interface FollowedSignals {
  /** The first that came. */
  readonly first: StopSignal | null;
  release(): void;
}

/** The first Ctrl-C saves and stops, the second stops at once. */
function followSignals(run: RunHandle, say: (text: string) => void): FollowedSignals {
  let first: StopSignal | null = null;
  const stop = (signal: NodeJS.Signals): void => {
    if (first !== null) return run.kill();
    first = signal as StopSignal;
    say('Saving. Press Ctrl-C again to stop at once.');
    void run.cancel();
  };
  const ignored = ignoresHangup() ? 'SIGHUP' : null;
  for (const signal of signals) process.on(signal, signal === ignored ? nothing : stop);
  return {
    get first() {
      return first;
    },
    release: () => signals.forEach((signal) => process.off(signal, signal === ignored ? nothing : stop)),
  };
}

function follow(run: RunHandle, report: ProgressReport): void {
  run.on('measuring', (card) => report.inform(measuringWords(card)));
  run.on('size', (size) => report.inform(sizeWords(size)));
  run.on('replaced', (replaced) => report.say(replacedWords(replaced)));
  // An import that trains nothing has nothing to count.
  run.on('progress', (progress) => progress.trainingsPlanned > 0 && report.show(progress));
  run.on('log', ({ level, text }) => {
    if (level !== 'info') report.say(severityWords(level, text));
  });
}

/** How a run ended here. */
export interface CarriedOut extends RunEnd {
  /** The signal by which it was cancelled, if it was. */
  readonly signal: StopSignal | null;
}

/** Resolves when the runner has ended. @throws CliError where somebody else runs the experiment. `json` prints every event on stdout. */
export const carryOut = (request: RunRequest, json: boolean): Promise<CarriedOut> => whileUnfinished(() => carryOutNow(request, json));

async function carryOutNow(request: RunRequest, json: boolean): Promise<CarriedOut> {
  const report = progressReport();
  const run = startRun({ runnerFile, request, ...(json ? { onEvent: printEvent } : {}) });
  const followed = followSignals(run, report.say);
  follow(run, report);
  const end = await run.ended;
  followed.release();
  report.stop();
  return carriedOut(request, end, followed.first);
}

/** Says why it failed, if it did. @throws CliError where somebody else runs the experiment. */
export function carriedOut({ experiment }: RunRequest, end: RunEnd, signal: CarriedOut['signal']): CarriedOut {
  if (end.refused) throw new CliError(exitCodes.busy, end.failure ?? '');
  if (end.failure !== null) note(`${experiment}: ${end.failure}`);
  return { ...end, signal };
}

export function exitCodeOf({ state, signal }: CarriedOut): ExitCode {
  if (state === 'finished') return exitCodes.done;
  return state === 'cancelled' ? signalCodes[signal ?? 'SIGINT'] : exitCodes.failed;
}

/** Begins a run that goes on without this terminal. */
import { type RunEnd, type RunHandle, startRun } from '../../runs/client/start-run.ts';
import type { RunRequest } from '../../shared/channel/runner-protocol.ts';
import type { RunProgress } from '../../shared/results/progress.ts';
import { carriedOut, exitCodeOf } from './carry-out.ts';
import { commandOn, runnerFile, storeWords } from '../installation.ts';
import { type ExitCode, exitCodes, note, print, printJson, severityWords } from '../output.ts';
import { sizeWords } from '../text/words.ts';

/** Resolves with null when the first training has begun or is found, or with its end where that comes first: bad data show here. */
function underWay(run: RunHandle): Promise<RunEnd | null> {
  const hasBegun = ({ active, trainingsDone }: RunProgress): boolean => active.length > 0 || trainingsDone > 0;
  const progressed = new Promise<null>((resolve) => run.on('progress', (progress) => hasBegun(progress) && resolve(null)));
  return Promise.race([progressed, run.ended]);
}

function words({ experiment, storeFolder }: RunRequest, pid: number): string {
  const store = storeWords(storeFolder);
  return [
    `${experiment} goes on by itself, as process ${String(pid)}.`,
    `Follow it:   ${commandOn(['status', ...store, '--watch'], [experiment])}`,
    `Cancel it:   ${commandOn(['cancel', ...store], [experiment])}`,
  ].join('\n');
}

/** Returns as soon as the run is under way. @throws CliError where somebody else runs the experiment. */
export async function startDetached(request: RunRequest, json: boolean): Promise<ExitCode> {
  const run = startRun({ runnerFile, request: { ...request, detached: true } });
  let pid = 0;
  run.on('ready', (ready) => (pid = ready.pid));
  run.on('size', (size) => note(sizeWords(size)));
  run.on('log', ({ level, text }) => void (level !== 'info' && note(severityWords(level, text))));
  const end = await underWay(run);
  if (end) return exitCodeOf(carriedOut(request, end, null));
  run.release();
  const { experiment, storeFolder } = request;
  if (json) printJson({ schemaVersion: 1, experiment, store: storeFolder, pid });
  else print(words(request, pid));
  return exitCodes.done;
}

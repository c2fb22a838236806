/** experiments/<name>/run.log: words of a run that may have no listener, newest run only. */
import { appendFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { foreignWords, ownWords } from '../../../shared/text/own-words.ts';
import type { ExperimentFolder } from '../../store/experiments/experiment-folder.ts';
import { refuseLinkedFolders } from '../../store/files/store-files.ts';
import type { RunVoice } from './run-context.ts';

const logFile = ({ folder }: ExperimentFolder): string => path.join(folder, 'run.log');

/** A log that cannot be written hinders no run. */
function append(file: string, text: string): void {
  try {
    appendFileSync(file, `${new Date().toISOString()} ${text}\n`);
  } catch {
    // Nobody could be told.
  }
}

/** A voice that also writes its log events, and how the run ends, into the experiment's folder. */
export async function loggedVoice(voice: RunVoice, folder: ExperimentFolder): Promise<RunVoice> {
  const file = logFile(folder);
  await refuseLinkedFolders(file);
  rmSync(file, { force: true });
  append(file, `info: process ${String(process.pid)} begins`);
  process.on('uncaughtExceptionMonitor', (error) => append(file, `error: ${ownWords(error)} ${foreignWords(error) ?? ''}`));
  return {
    emit: (event, payload) => {
      if (event === 'log' && 'text' in payload) append(file, `${payload.level}: ${payload.text}`);
      voice.emit(event, payload);
    },
    delivered: () => voice.delivered(),
  };
}

import * as vscode from 'vscode';
import { estimate } from '../../runs/estimate/estimate.ts';
import type { RunSize } from '../../shared/channel/runner-protocol.ts';
import { formatBytes, formatDuration } from '../../shared/text/format.ts';
import { type LoadedConfig, requestFor } from '../config/load-config.ts';
import { ask } from '../notify.ts';
import type { Services } from '../services.ts';
import { plural } from '../../shared/text/plural.ts';

/** "22 trainings, about 4 min; at most 52.0 MB on disk; 2 workers, about 490.0 MB of memory"; without a past the time is a guess. */
function estimateWords({ trainings, seconds, leastSeconds, diskBytes, measured, workers, memoryBytes }: RunSize): string {
  const about = vscode.l10n.t('about {0}', formatDuration(seconds));
  const saved = vscode.l10n.t(
    '{0}, at least {1} if Early-Bird ends trainings as early as it can',
    about,
    formatDuration(leastSeconds ?? 0),
  );
  const time = leastSeconds === undefined ? about : saved;
  const guess = measured ? time : vscode.l10n.t('{0} (a guess: nothing has been trained on this machine yet)', time);
  const disk = vscode.l10n.t('at most {0} on disk', formatBytes(diskBytes));
  const memory = plural(
    workers,
    { one: '1 worker, about {1} of memory', other: '{0} workers, about {1} of memory' },
    formatBytes(memoryBytes),
  );
  return `${plural(trainings, { one: '1 training', other: '{0} trainings' })}, ${guess}; ${disk}; ${memory}`;
}

const hour = 3600;
const gigabyte = 1e9;

/** Sums the estimates of the members of a sweep. */
function together(estimates: readonly RunSize[]): RunSize {
  const sum = (of: (one: RunSize) => number): number => estimates.reduce((total, one) => total + of(one), 0);
  const measured = estimates.every((one) => one.measured);
  const mayEnd = estimates.some(({ leastSeconds }) => leastSeconds !== undefined);
  return {
    ...(mayEnd && { leastSeconds: sum(({ seconds, leastSeconds = seconds }) => leastSeconds) }),
    ...{ trainings: sum((one) => one.trainings), seconds: sum((one) => one.seconds), measured },
    diskBytes: sum((one) => one.diskBytes),
    workers: Math.min(...estimates.map((one) => one.workers)),
    workerMemoryBytes: Math.max(...estimates.map((one) => one.workerMemoryBytes)),
    memoryBytes: Math.max(...estimates.map((one) => one.memoryBytes)),
  };
}

/** A run that has finished something, of a sweep in any member, is gone on with; it has been asked about before. */
async function isFirstStart({ library }: Services, { storeFolder }: LoadedConfig, experiments: readonly string[]): Promise<boolean> {
  const summaries = await Promise.all(experiments.map((experiment) => library.summary({ storeFolder, experiment })));
  return summaries.every((summary) => !summary || summary.finishedTrainings === 0);
}

/** Asks before the first run of over an hour or a gigabyte. */
export async function confirmLongRun(services: Services, loaded: LoadedConfig): Promise<boolean> {
  const { workers, members = [loaded] } = requestFor(loaded);
  const experiments = members.map(({ experiment }) => experiment);
  if (!(await isFirstStart(services, loaded, experiments))) return true;
  const past = await (await services.stores.at(loaded.storeFolder)).pastTrainings();
  const size = together(members.map(({ config }) => estimate(config, workers, past)));
  if (size.seconds < hour && size.diskBytes < gigabyte) return true;
  const goesOn = vscode.l10n.t('You can cancel at any time; what is finished stays, and the same config goes on from there.');
  const question = vscode.l10n.t('"{0}" is a long run.', loaded.experiment);
  const detail = `${estimateWords(size)}. ${goesOn}`;
  return ask('warning', question, detail, vscode.l10n.t('Start'));
}

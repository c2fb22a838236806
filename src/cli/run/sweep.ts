/** A sweep on the command line: its members as one run, and one table at the end. */
import type { RunEnd } from '../../runs/client/start-run.ts';
import { openStore } from '../../runs/library/store.ts';
import type { RunRequest } from '../../shared/channel/runner-protocol.ts';
import type { SweepMember } from '../../shared/config/sweep/sweep-members.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import { sweepRow } from '../../shared/results/sweep-row.ts';
import { formatBytes, formatDuration } from '../../shared/text/format.ts';
import { carryOut, exitCodeOf } from './carry-out.ts';
import type { LoadedConfig } from './config-file.ts';
import { dryRun, type DryRun, type DryRunOptions, isUnread } from './dry-run.ts';
import { type ExitCode, print, printJsonLine } from '../output.ts';
import { sweepText } from '../text/sweep-text.ts';
import { folded, table } from '../text/table.ts';
import { absent, counted } from '../text/words.ts';

/** A member that failed early may have no document. */
async function documentsOf({ storeFolder }: RunRequest, members: readonly SweepMember[]): Promise<readonly (ExperimentDocument | null)[]> {
  const store = openStore(storeFolder);
  return Promise.all(members.map(({ experiment }) => store.document(experiment).catch(() => null)));
}

function endText({ experiment, storeFolder }: RunRequest, { state }: RunEnd, documents: readonly ExperimentDocument[]): string {
  return `${folded(sweepText(experiment, state, documents.map(sweepRow)))}\n\nTickets:     ${storeFolder}`;
}

/** The request of a sweep, or of the one experiment where it has no members. */
export const withMembers = (request: RunRequest, members: readonly SweepMember[]): RunRequest =>
  members.length === 0 ? request : { ...request, members: members.map(({ experiment, config }) => ({ experiment, config })) };

export async function runSweep(request: RunRequest, members: readonly SweepMember[], json: boolean): Promise<ExitCode> {
  const end = await carryOut(withMembers(request, members), json);
  const documents = await documentsOf(request, members);
  const all = members.map(({ experiment, values }, index) => ({ experiment, values, document: documents[index] ?? null }));
  if (json) printJsonLine({ schemaVersion: 1, sweep: request.experiment, state: end.state, members: all });
  else
    print(
      endText(
        request,
        end,
        documents.filter((document) => document !== null),
      ),
    );
  return exitCodeOf(end);
}

const absentWhereUnread = (plan: DryRun): string => (isUnread(plan) ? absent : formatBytes(plan.diskBytes));

function totalWords(plans: readonly DryRun[]): string {
  const trainings = plans.reduce((sum, plan) => sum + plan.trainings, 0);
  const read = plans.flatMap((plan) => (isUnread(plan) ? [] : [plan]));
  const bytes = read.reduce((sum, plan) => sum + plan.diskBytes, 0);
  const seconds = read.reduce((sum, plan) => sum + plan.seconds, 0);
  const missing = [...new Set(plans.flatMap((plan) => (isUnread(plan) ? plan.missing : [])))].map((file) => `\nnot there: ${file}`);
  const size = read.length === 0 ? '' : ` about ${formatDuration(seconds)}; about ${formatBytes(bytes)} on disk at most.`;
  return `${counted(trainings, 'training')} at most, equal ones run once;${size} Nothing was run.${missing.join('')}`;
}

function dryRunText(sweep: string, plans: readonly DryRun[]): string {
  const rows = table<DryRun>(
    [
      { title: 'experiment', cell: ({ experiment }) => experiment },
      { title: 'trainings', align: 'right', cell: ({ trainings }) => String(trainings) },
      { title: 'at most on disk', align: 'right', cell: absentWhereUnread },
    ],
    plans,
  );
  return `${sweep}: a sweep of ${counted(plans.length, 'experiment')}\n\n${rows}\n\n${totalWords(plans)}`;
}

/** What a sweep would do, without training anything. */
export async function planSweep(
  loaded: LoadedConfig,
  members: readonly SweepMember[],
  options: DryRunOptions,
): Promise<{ readonly json: object; readonly text: string }> {
  const plans: DryRun[] = [];
  for (const { experiment, config } of members) plans.push(await dryRun({ ...loaded, experiment, config }, options));
  return { json: { schemaVersion: 1, sweep: loaded.experiment, members: plans }, text: dryRunText(loaded.experiment, plans) };
}

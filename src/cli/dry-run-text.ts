import type { PlannedRound } from '../lottery/planned.ts';
import { formatCount, formatRemaining } from '../shared/format.ts';
import type { DryRun } from './dry-run.ts';
import { table } from './table.ts';
import { counted, megabytes } from './words.ts';

/** What a run would do, as people read it. */
export function dryRunText(plan: DryRun): string {
  const rounds = table<PlannedRound>(
    [
      { title: 'round', align: 'right', cell: ({ round }) => String(round) },
      { title: 'weights remaining', align: 'right', cell: ({ remainingCount }) => formatCount(remainingCount) },
      { title: 'share', align: 'right', cell: ({ remaining }) => formatRemaining(remaining) },
    ],
    plan.rounds,
  );
  const workers = `${counted(plan.workers, 'worker')}, about ${megabytes(plan.workerMemoryBytes)} of memory each`;
  const disk = `at most about ${megabytes(plan.diskBytes)} on disk`;
  return `${plan.experiment}: ${counted(plan.trainings, 'training')}\n\n${rounds}\n\n${workers}; ${disk}. Nothing was run.`;
}

import type { PlannedRound } from '../lottery/plan/planned.ts';
import { formatCount, formatRemaining } from '../shared/text/format.ts';
import type { DryRun } from './dry-run.ts';
import { table } from './table.ts';
import { sizeWords } from './size-words.ts';
import { counted } from './words.ts';

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
  return `${plan.experiment}: ${counted(plan.trainings, 'training')}\n\n${rounds}\n\n${sizeWords(plan)} Nothing was run.`;
}

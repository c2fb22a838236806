/** The plan of a run as people read it. */
import type { LearningRateRange } from '../../engine/learning-rate.ts';
import { type PlannedRound, pruningEnd } from '../../lottery/plan/planned.ts';
import { isSaidByNotes, isWarning, noteWords } from '../../shared/results/data-notes.ts';
import { dataWarningWords } from '../../shared/results/data-summary.ts';
import { pruningEndWords } from '../../shared/results/pruning/pruning-end.ts';
import { formatCount, formatRemaining } from '../../shared/text/format.ts';
import { type DryRun, isUnread, type PlannedRun, type UnreadRun } from './dry-run.ts';
import { command } from '../installation.ts';
import { table } from '../text/table.ts';
import { counted, sizeWords } from '../text/words.ts';

/** Three digits, as short as they are. */
const shortNumber = (value: number): string => String(Number(value.toPrecision(3)));

/** Nothing of a rate that is constant. */
function rateWords({ first, highest, last }: LearningRateRange): string {
  if (first === highest && last === highest) return '';
  return `Learning rate: ${shortNumber(first)} at the first iteration, at most ${shortNumber(highest)}, ${shortNumber(last)} at the last.\n`;
}

function unreadText({ experiment, trainings, missing }: UnreadRun): string {
  const files = missing.map((file) => `\n  ${file}`).join('');
  return `${experiment}: ${counted(trainings, 'training')}. Sizes and time are not known, since these are not there:${files}\nNothing was run.`;
}

const roundsTable = ({ rounds }: PlannedRun): string =>
  table<PlannedRound>(
    [
      { title: 'round', align: 'right', cell: ({ round }) => String(round) },
      { title: 'weights remaining', align: 'right', cell: ({ remainingCount }) => formatCount(remainingCount) },
      { title: 'share', align: 'right', cell: ({ remaining }) => formatRemaining(remaining) },
    ],
    rounds,
  );

function warningsOf({ data, warnings, rounds, toFetch }: PlannedRun): string {
  const notes = (data?.notes ?? []).map((note) => `\n${isWarning(note) ? 'warning' : 'note'}: ${noteWords(note)}`);
  const open = warnings.filter((warning) => !isSaidByNotes(warning));
  const end = pruningEnd(rounds);
  const fetch = toFetch === null ? [] : [`${toFetch} is not on this machine yet: ${command('data', 'fetch', toFetch)}`];
  const said = [...open.map((warning) => `${dataWarningWords(warning)}.`), ...(end === null ? [] : [pruningEndWords(end)]), ...fetch];
  return [...notes, ...said.map((words) => `\nwarning: ${words}`)].join('');
}

const boundWords = 'Whole channels are pruned: a round keeps at most so many weights.\n\n';

export function dryRunText(plan: DryRun): string {
  if (isUnread(plan)) return unreadText(plan);
  const head = `${plan.experiment}: ${counted(plan.trainings, 'training')}`;
  return `${head}\n\n${roundsTable(plan)}\n\n${plan.roundsAreUpperBounds ? boundWords : ''}${rateWords(plan.learningRate)}${sizeWords(plan)} Nothing was run.${warningsOf(plan)}`;
}

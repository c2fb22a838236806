import type { Command } from 'commander';
import { inOrder, lineOf, type ListedLine } from '../../runs/library/list-document.ts';
import type { ListedExperiment } from '../../runs/library/store-reader.ts';
import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import { compareMembers, type SweepRow, sweepState, winningPoint } from '../../shared/results/sweep-row.ts';
import { type SweepOutcome, sweepOutcome } from '../../shared/results/sweep-words.ts';
import type { ExperimentState } from '../../shared/results/experiment.ts';
import type { HeadlineKind } from '../../shared/results/verdict/verdict.ts';
import { isoTime, localTime } from '../../shared/text/dates.ts';
import { formatRemaining } from '../../shared/text/format.ts';
import { command } from '../installation.ts';
import { jsonOption, storeOption, type StoreOptions } from '../options.ts';
import { type ExitCode, exitCodes, note } from '../output.ts';
import { formatOption, printAs } from '../text/print-as.ts';
import { existingStore } from '../stores.ts';
import type { Style } from '../text/style.ts';
import { csvColumn, type Grid, grid, gridText } from '../text/table.ts';
import { counted } from '../text/words.ts';
import { headlineStyle, stateStyle } from '../text/word-styles.ts';

interface Row {
  readonly name: string;
  readonly state: ExperimentState;
  readonly finished: number | null;
  readonly planned: number | null;
  /** Milliseconds since 1970. */
  readonly changedAt: number | null;
  readonly data: string;
  readonly verdict: HeadlineKind | null;
  readonly winningRemaining: number | null;
  readonly result: string;
  readonly style: Style | undefined;
}

const styleOf = (problem: string | null, kind: HeadlineKind | undefined): Style | undefined =>
  problem === null ? headlineStyle(kind ?? 'pending') : 'bad';

/** "earlier settings, until 2026-11-29" */
const earlierWords = ({ earlierOf }: ListedLine): string =>
  earlierOf ? `earlier settings, until ${earlierOf.replacedAt.slice(0, 'yyyy-mm-dd'.length)}` : '';

function rowOf(listed: ListedExperiment, name = listed.experiment): Row {
  const line = lineOf(listed);
  const { state, problem, finishedTrainings: finished, plannedTrainings: planned, trouble, headline } = line;
  const result = problem ?? [trouble, earlierWords(line), headline ?? ''].filter((words) => words !== '').join('; ');
  const { verdict, winningRemaining } = line;
  const facts = { changedAt: listed.changedAt, data: line.data ?? '', verdict, winningRemaining };
  return { name, state, finished, planned, ...facts, result, style: styleOf(problem, verdict ?? undefined) };
}

const sum = (rows: readonly SweepRow[], key: 'finishedTrainings' | 'plannedTrainings'): number =>
  rows.reduce((total, row) => total + row[key], 0);

function sweepWords(members: readonly ListedExperiment[], rows: readonly SweepRow[], { best, open }: SweepOutcome): string {
  const point = best && winningPoint(best);
  const winning = rows.filter((row) => winningPoint(row)).length;
  const troubled = members.map(lineOf).filter(({ problem, trouble }) => problem !== null || trouble !== '').length;
  return [
    `a sweep of ${counted(members.length, 'experiment')}, ${winning} with a winning ticket`,
    ...(best && point ? [`the smallest has ${formatRemaining(point.remaining)}: ${best.values}`] : []),
    ...(open.length > 0 ? [`of ${open.length} nobody can tell`] : []),
    ...(troubled > 0 ? [`trouble with ${counted(troubled, 'experiment')}`] : []),
  ].join('; ');
}

function sweepRowOf(name: string, members: readonly ListedExperiment[]): Row {
  const rows = members.flatMap(({ summary }) => (summary ? [summary.row] : []));
  const state = sweepState(members.map((member) => member.state));
  const [finished, planned] = [sum(rows, 'finishedTrainings'), sum(rows, 'plannedTrainings')];
  const outcome = sweepOutcome(rows);
  const { kind: verdict, best } = outcome;
  const data = [...new Set(members.flatMap(({ summary }) => summary?.data ?? []))].join(', ');
  const changedAt = members.reduce<number | null>((last, member) => Math.max(last ?? 0, member.changedAt ?? 0) || null, null);
  const facts = { changedAt, data, verdict, winningRemaining: (best && winningPoint(best)?.remaining) ?? null };
  return { name, state, finished, planned, ...facts, result: sweepWords(members, rows, outcome), style: headlineStyle(verdict) };
}

/** A sweep is one row where its first experiment would be. @param all Its experiments stand below it. */
function rowsOf(experiments: readonly ListedExperiment[], all: boolean): readonly Row[] {
  const sweepIn = ({ experiment }: ListedExperiment): string | undefined => parseMemberName(experiment)?.sweep;
  return experiments.flatMap((listed): readonly Row[] => {
    const sweep = sweepIn(listed);
    if (sweep === undefined) return [rowOf(listed)];
    const members = experiments.filter((other) => sweepIn(other) === sweep);
    if (members[0] !== listed) return [];
    const sorted = members.toSorted((a, b) => compareMembers(a.experiment, b.experiment));
    return [sweepRowOf(sweep, members), ...(all ? sorted.map((member) => rowOf(member, `  ${member.experiment}`)) : [])];
  });
}

const listGrid = (rows: readonly Row[]): Grid =>
  grid<Row>(
    [
      { title: 'experiment', cell: ({ name }) => name, value: ({ name }) => name.trim() },
      { title: 'state', cell: ({ state }) => state, style: ({ state }) => stateStyle(state) },
      {
        title: 'trainings',
        only: 'text',
        align: 'right',
        cell: ({ finished, planned }) => (planned === null ? '' : `${String(finished)}/${planned}`),
      },
      csvColumn('trainings', ({ finished }) => finished),
      csvColumn('planned trainings', ({ planned }) => planned),
      { title: 'data', cell: ({ data }) => data },
      {
        title: 'changed',
        cell: ({ changedAt }) => (changedAt === null ? '' : localTime(changedAt)),
        value: ({ changedAt }) => (changedAt === null ? null : isoTime(changedAt)),
      },
      csvColumn('verdict', ({ verdict }) => verdict),
      csvColumn('winning ticket remaining', ({ winningRemaining }) => winningRemaining),
      { title: 'result', cell: ({ result }) => result, style: ({ style }) => style },
    ],
    rows,
  );

function listText(rows: readonly Row[], folder: string): string {
  return rows.length === 0 ? `No experiments in ${folder} yet. To begin with: ${command('init')}` : gridText(listGrid(rows));
}

/** Paths stand on lines of their own on stderr; a reason that stands in the table is not said twice. */
function noteDamage(experiments: readonly ListedLine[]): ExitCode {
  for (const { experiment, damage } of experiments) for (const text of damage) note(`${experiment}: ${text}`);
  return experiments.some(({ problem, damage }) => problem !== null || damage.length > 0) ? exitCodes.damaged : exitCodes.done;
}

interface ListOptions extends StoreOptions {
  readonly all?: true;
}

async function list({ store: folder, all, ...format }: ListOptions): Promise<ExitCode> {
  const experiments = inOrder(await (await existingStore(folder)).overview());
  const rows = rowsOf(experiments, all === true);
  const lines = experiments.map(lineOf);
  printAs(format, {
    text: () => listText(rows, folder),
    grid: () => listGrid(rows),
    json: () => ({ schemaVersion: 1, store: folder, experiments: lines }),
  });
  return noteDamage(lines);
}

export function addList(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('list')
    .alias('ls')
    .description('the experiments of a store and their state; a sweep is one line')
    .option('-a, --all', 'the experiments of sweeps too')
    .addOption(storeOption())
    .addOption(formatOption())
    .addOption(jsonOption())
    .action(async (options: ListOptions) => done(await list(options)));
}

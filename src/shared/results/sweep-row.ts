/** One experiment of a sweep in the numbers by which its members are compared. */
import { memberSettings, parseMemberName } from '../config/sweep/sweep-name.ts';
import { formatStop, type StopBound } from './verdict/early-stop.ts';
import { damageWords } from './notices.ts';
import type { ExperimentDocument, ExperimentState, RoundSummary } from './experiment.ts';
import type { HeadlineData } from './verdict/verdict.ts';
import { t } from '../text/language.ts';

function valuesOf(experiment: string): readonly string[] {
  const values = parseMemberName(experiment)?.values ?? experiment;
  const settings = memberSettings(values);
  return settings.length > 0 ? settings.map(([, value]) => value) : [values];
}

function compareValues(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) ? a.localeCompare(b) : difference;
}

/** Order of a sweep's members by their values, numbers as numbers: 0.0002 before 0.0012 before 0.01. */
export function compareMembers(a: string, b: string): number {
  const [mine, theirs] = [valuesOf(a), valuesOf(b)];
  const differences = mine.map((value, index) => compareValues(value, theirs[index] ?? ''));
  return differences.find((difference) => difference !== 0) ?? a.localeCompare(b);
}

export interface SweepRow {
  readonly experiment: string;
  /** "learningRate=0.0012,dense=0.2" */
  readonly values: string;
  readonly state: ExperimentState;
  readonly finishedTrainings: number;
  readonly plannedTrainings: number;
  /** Files of it that cannot be read. */
  readonly damagedFiles: number;
  /** Round by round: means over the trials; null where nothing can be said. */
  readonly rounds: readonly SweepPoint[];
  /** The round of the headline's winning ticket. */
  readonly winningRound: number | null;
  readonly headline: Pick<HeadlineData, 'kind' | 'label'>;
}

interface SettingColumns {
  readonly heads: readonly string[];
  /** One value a head. */
  cellsOf(row: SweepRow): readonly string[];
}

/** The settings in which the members differ; none where not every member has a value of each. */
export function settingKeys(rows: readonly SweepRow[]): readonly string[] {
  const [first = [], ...others] = rows.map(({ values }) => memberSettings(values).map(([key]) => key));
  return others.every((keys) => JSON.stringify(keys) === JSON.stringify(first)) ? first : [];
}

/** @param index Of its key among the settings in which the members differ. */
export const settingOf = ({ values }: SweepRow, index: number): string => memberSettings(values)[index]?.[1] ?? '';

/** A column for each setting in which the members differ; one of their names where there is none. */
export function settingColumns(rows: readonly SweepRow[]): SettingColumns {
  const keys = settingKeys(rows);
  if (keys.length === 0) return { heads: [t('Experiment')], cellsOf: ({ values }) => [values] };
  return { heads: keys, cellsOf: (row) => keys.map((_, index) => settingOf(row, index)) };
}

const states: Readonly<Record<ExperimentState, () => string>> = {
  running: () => t('running'),
  finished: () => t('finished'),
  failed: () => t('failed'),
  cancelled: () => t('cancelled'),
  interrupted: () => t('interrupted'),
};

export const stateWords = (state: ExperimentState): string => states[state]();

/** "13 of 14, cancelled, 1 file cannot be read"; a finished one has no state beside its numbers. */
export const memberTrainings = ({ state, finishedTrainings, plannedTrainings, damagedFiles }: SweepRow): string =>
  [t('{0} of {1}', finishedTrainings, plannedTrainings), state === 'finished' ? '' : stateWords(state), damageWords(damagedFiles)]
    .filter((words) => words !== '')
    .join(', ');

export interface SweepPoint {
  readonly round: number;
  /** A fraction 0..1. */
  readonly remaining: number;
  readonly testAccuracy: number | null;
  /** Over all finished trainings, a bound where `earlyStopBound` says so. */
  readonly earlyStopIteration: number | null;
  readonly earlyStopBound: StopBound | null;
  /** Finished trainings of the ticket, and how many there will be. */
  readonly n: number;
  readonly planned: number;
}

function pointOf({ round, remaining, series }: RoundSummary): SweepPoint {
  const testAccuracy = series.ticket?.testAccuracyAtEarlyStop?.mean ?? null;
  const stop = series.ticket?.earlyStopIteration ?? null;
  const { n = 0, planned = 0 } = series.ticket ?? {};
  return { round, remaining, testAccuracy, earlyStopIteration: stop?.mean ?? null, earlyStopBound: stop?.bound ?? null, n, planned };
}

export function sweepRow({ experiment, state, trainings, plannedTrainings, damage, rounds, headline }: ExperimentDocument): SweepRow {
  return {
    experiment,
    values: parseMemberName(experiment)?.values ?? experiment,
    state,
    finishedTrainings: trainings.length,
    damagedFiles: damage.length,
    plannedTrainings,
    rounds: rounds.map(pointOf),
    winningRound: headline.kind === 'winning' ? headline.round : null,
    headline: { kind: headline.kind, label: headline.label },
  };
}

/** ">= 3,900"; null where nothing can be said. */
export const pointStop = (point: SweepPoint | undefined): string | null =>
  point === undefined || point.earlyStopIteration === null ? null : formatStop(point.earlyStopIteration, point.earlyStopBound ?? 'exact');

export const winningPoint = ({ rounds, winningRound }: SweepRow): SweepPoint | undefined =>
  rounds.find(({ round }) => round === winningRound);

/** Of the last ticket; the dense network is none. */
export const lastPoint = ({ rounds }: SweepRow): SweepPoint | undefined => (rounds.length > 1 ? rounds.at(-1) : undefined);

/** The first of these that any member is in; finished where all are. */
const precedence: readonly ExperimentState[] = ['running', 'failed', 'interrupted', 'cancelled'];

/** What is said of a sweep as a whole. */
export const sweepState = (members: readonly ExperimentState[]): ExperimentState =>
  precedence.find((state) => members.includes(state)) ?? 'finished';

/** The member whose winning ticket is the smallest, of equally small ones the most accurate; null where there is no winning ticket. */
export function bestMember(rows: readonly SweepRow[]): SweepRow | null {
  const winners = rows.flatMap((row) => {
    const point = winningPoint(row);
    return point ? [{ row, point }] : [];
  });
  const better = winners.toSorted(
    (a, b) => a.point.remaining - b.point.remaining || (b.point.testAccuracy ?? 0) - (a.point.testAccuracy ?? 0),
  );
  return better[0]?.row ?? null;
}

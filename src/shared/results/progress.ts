/** How far a run is: as data between processes, and in words for terminal, tree, panel, status bar and notification. */
import { parseMemberName } from '../config/sweep/sweep-name.ts';
import { formatCount, formatDuration } from '../text/format.ts';
import { seriesTitle } from './series-words.ts';
import type { TrainingId } from './ticket-name.ts';
import { t } from '../text/language.ts';
import { plural } from '../text/plural.ts';

/** The job of a cluster that carries a training out, or waits to. */
export interface ActiveJob {
  readonly id: string;
  readonly state: 'queued' | 'held' | 'running';
}

/** The graphics card whose speed is measured before a run. */
export interface MeasuredDevice {
  /** Its name and driver; null where they are not known. */
  readonly device: string | null;
}

export const measuringWords = ({ device }: MeasuredDevice): string =>
  device === null ? t('Measuring the speed of the graphics card ...') : t('Measuring the speed of the graphics card {0} ...', device);

/** A training that a thread is working on, or that is a job of a cluster. */
export interface ActiveTraining extends TrainingId {
  readonly experiment: string;
  /** The last round of its experiment. */
  readonly rounds: number;
  readonly iteration: number;
  /** Its last iteration. */
  readonly iterations: number;
  readonly job?: ActiveJob;
}

/** Whole snapshot of how far a run is; sent at most four times a second. Work that an earlier run left in the store counts as done. */
export interface RunProgress {
  readonly trainingsDone: number;
  readonly trainingsPlanned: number;
  /** Of all trainings, those under way included. */
  readonly iterationsDone: number;
  readonly iterationsPlanned: number;
  /** `iterationsDone` of `iterationsPlanned`, 0..1; never falls during a run. */
  readonly fraction: number;
  /** null until it can be estimated. */
  readonly secondsLeft: number | null;
  /** The most advanced first. */
  readonly active: readonly ActiveTraining[];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The progress of a sweep's members as one. They share the threads, so that their times left add up. */
export function combinedProgress(members: readonly RunProgress[]): RunProgress {
  const total = (of: (member: RunProgress) => number): number => sum(members.map(of));
  const known = members.map(({ secondsLeft }) => secondsLeft).filter((seconds) => seconds !== null);
  const iterationsPlanned = total((member) => member.iterationsPlanned);
  return {
    trainingsDone: total((member) => member.trainingsDone),
    trainingsPlanned: total((member) => member.trainingsPlanned),
    iterationsDone: total((member) => member.iterationsDone),
    iterationsPlanned,
    fraction: total((member) => member.fraction * member.iterationsPlanned) / Math.max(1, iterationsPlanned),
    secondsLeft: known.length === members.length ? sum(known) : null,
    active: members.flatMap(({ active }) => active),
  };
}

/** "32 %" */
export const percentWords = ({ fraction }: Pick<RunProgress, 'fraction'>): string => `${Math.floor(fraction * 100).toFixed(0)} %`;

/** "12 of 40 trainings" */
export const trainingsOf = (done: number, planned: number): string =>
  plural(planned, { one: '{1} of {0} trainings', other: '{1} of {0} trainings' }, formatCount(done));

export const trainingsWords = ({ trainingsDone, trainingsPlanned }: RunProgress): string => trainingsOf(trainingsDone, trainingsPlanned);

/** "about 3 min left"; null where nothing can be said. */
export const timeLeftWords = ({ secondsLeft }: RunProgress): string | null =>
  secondsLeft === null ? null : t('about {0} left', formatDuration(secondsLeft));

/** "32 % · about 3 min left": how much of the work is done, not how far the tickets are. */
export const shareWords = (progress: RunProgress): string =>
  [percentWords(progress), timeLeftWords(progress)].filter((words) => words !== null).join(' · ');

/** "12 of 40 trainings, about 3 min left" */
export function progressWords(progress: RunProgress): string {
  const left = progress.trainingsDone < progress.trainingsPlanned ? timeLeftWords(progress) : null;
  return left === null ? trainingsWords(progress) : `${trainingsWords(progress)}, ${left}`;
}

/** "round 8 of 10", of the most advanced training; null where nothing is being trained. */
export function roundWords({ active: [first] }: RunProgress): string | null {
  return first ? t('round {0} of {1}', first.round, first.rounds) : null;
}

function jobWords({ id, state }: ActiveJob): string {
  if (state === 'running') return t('job {0}', id);
  return state === 'queued' ? t('queued as job {0}', id) : t('held as job {0}', id);
}

/** "job 12_0", "queued as job 12_0 and 3 more", of the most advanced training that is a cluster's; null where none is. */
export function jobsWords({ active }: RunProgress): string | null {
  const jobs = new Map(active.flatMap(({ job }) => (job ? [[job.id, job] as const] : [])));
  const [first] = jobs.values();
  if (!first) return null;
  return jobs.size === 1 ? jobWords(first) : t('{0} and {1} more', jobWords(first), jobs.size - 1);
}

/** "Round 8 of 10, trial 2: random reinitialisation, iteration 9,400 of 15,000"; of a sweep, after the member's values. */
export function activeWords(training: ActiveTraining): string {
  const { experiment, trial, round, rounds, iteration, iterations, job } = training;
  const values = parseMemberName(experiment)?.values;
  const place = t('Round {0} of {1}, trial {2}: {3}', round, rounds, trial, seriesTitle(training));
  const at = t('iteration {0} of {1}', formatCount(iteration), formatCount(iterations));
  const begun = job === undefined || job.state === 'running';
  const parts = [place, ...(begun ? [at] : []), ...(job === undefined ? [] : [jobWords(job)])];
  return `${values === undefined ? '' : `${values}: `}${parts.join(', ')}`;
}

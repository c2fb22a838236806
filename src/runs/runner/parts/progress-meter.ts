/** How far a run is, and how long it will still take. */
import type { TrainingId } from '../../../lottery/places/role.ts';
import type { TrainingFacts } from '../../../lottery/results/training-summary.ts';
import type { ActiveJob, ActiveTraining, RunProgress } from '../../../shared/results/progress.ts';
import type { TrainSpec } from '../../../shared/specs/training.ts';
import type { Pace } from '../../threads/messages.ts';
import { placeOf } from '../../work/stored-request.ts';
import { PaceMeter } from './pace-meter.ts';

/** Iterations of a training: it begins after `from` and ends with `to`. */
export interface IterationRange {
  readonly from: number;
  readonly to: number;
}

interface MeteredPlan {
  readonly experiment: string;
  /** Every training by its role, with the iterations that the config says; `begin` corrects them. */
  readonly trainings: ReadonlyMap<string, IterationRange>;
  readonly rounds: number;
  readonly workers: number;
  /** Where a cluster carries trainings out: how many at this moment, and how long they wait before they begin. */
  readonly cluster?: { readonly running: number; readonly queueSeconds: number };
}

interface Metered {
  readonly place: TrainingId;
  range: IterationRange;
  /** The last iteration that is known to be done. */
  reached: number;
  state: 'waiting' | 'active' | 'finished';
  job?: ActiveJob | undefined;
}

const planned = ({ range }: Metered): number => Math.max(1, range.to - range.from);
const done = (training: Metered): number =>
  training.state === 'finished' ? planned(training) : Math.min(planned(training), Math.max(0, training.reached - training.range.from));
const sumOf = (trainings: readonly Metered[], of: (training: Metered) => number): number =>
  trainings.reduce((sum, training) => sum + of(training), 0);

export class ProgressMeter {
  private readonly trainings: ReadonlyMap<string, Metered>;
  private readonly pace = new PaceMeter();
  private fraction = 0;

  constructor(private readonly plan: MeteredPlan) {
    const metered = [...plan.trainings].map(([role, range]): [string, Metered] => [
      role,
      { place: placeOf(role), range, reached: range.from, state: 'waiting' },
    ]);
    this.trainings = new Map(metered);
  }

  /** The training's spec is known by now. */
  begin(role: string, { startIteration = 0, iterations }: Pick<TrainSpec, 'startIteration' | 'iterations'>): void {
    this.change(role, { range: { from: startIteration, to: iterations } });
  }

  /** An earlier run has left a checkpoint at this iteration. */
  resume(role: string, reached: number): void {
    const known = this.trainings.get(role);
    if (known?.state === 'waiting') this.change(role, { reached });
  }

  advance(role: string, iteration: number, pace: Pace): void {
    this.change(role, { reached: iteration, state: 'active' });
    this.pace.measure(role, placeOf(role).round, pace);
  }

  /** A training that waits again is no longer active. */
  job(role: string, job: ActiveJob): void {
    if (this.trainings.get(role)?.state !== 'finished') this.change(role, { job, state: job.state === 'running' ? 'active' : 'waiting' });
  }

  /** The training is finished, now or in an earlier run; said again, it changes nothing. */
  finish(role: string, { seconds, spec }: Pick<TrainingFacts, 'seconds' | 'spec'>): void {
    if (this.trainings.get(role)?.state === 'finished') return;
    this.begin(role, spec);
    this.change(role, { reached: spec.iterations, state: 'finished', job: undefined });
    this.pace.finish(role, placeOf(role).round, { iterations: spec.iterations - (spec.startIteration ?? 0), seconds });
  }

  /** The training has failed or was stopped. */
  drop(role: string): void {
    if (this.trainings.get(role)?.state !== 'finished') this.change(role, { state: 'waiting', job: undefined });
  }

  snapshot(): RunProgress {
    const all = [...this.trainings.values()];
    const [iterationsDone, iterationsPlanned] = [sumOf(all, done), sumOf(all, planned)];
    // A training that is begun anew, or turns out to be longer than planned, takes nothing back.
    this.fraction = Math.max(this.fraction, Math.min(1, iterationsDone / iterationsPlanned));
    return {
      trainingsDone: all.filter(({ state }) => state === 'finished').length,
      trainingsPlanned: all.length,
      iterationsDone,
      iterationsPlanned,
      fraction: this.fraction,
      secondsLeft: this.secondsLeft(all),
      active: this.active(all),
    };
  }

  private change(role: string, change: Partial<Metered>): void {
    Object.assign(this.trainings.get(role) ?? {}, change);
  }

  /** All that is left over all threads, but no less than one trial's tickets take, which wait for each other. */
  private secondsLeft(all: readonly Metered[]): number | null {
    const chains = new Map<number, number>();
    const secondsAt = this.pace.byRound();
    let total = 0;
    for (const training of all) {
      if (training.state === 'finished') continue;
      const each = secondsAt(training.place.round);
      if (each === null) return null;
      const seconds = each * (planned(training) - done(training));
      total += seconds;
      const { series, trial } = training.place;
      const inQueue = training.state === 'active' ? 0 : (this.plan.cluster?.queueSeconds ?? 0);
      if (series === 'ticket') chains.set(trial, (chains.get(trial) ?? 0) + seconds + inQueue);
    }
    return Math.max(total / Math.max(1, this.plan.cluster?.running ?? this.plan.workers), ...chains.values());
  }

  private active(all: readonly Metered[]): readonly ActiveTraining[] {
    const { experiment, rounds } = this.plan;
    return all
      .filter(({ state, job }) => state === 'active' || job !== undefined)
      .sort((a, b) => Number(b.state === 'active') - Number(a.state === 'active') || b.place.round - a.place.round || b.reached - a.reached)
      .map(({ place, reached, range, job }) => ({
        ...{ experiment, ...place, rounds, iteration: reached, iterations: range.to },
        ...(job && { job }),
      }));
  }
}

/** How far a run is, and how long it will still take. */
import type { TrainingId } from '../../lottery/places/role.ts';
import type { RunProgress } from '../../shared/channel/runner-protocol.ts';
import type { TrainingRecord } from '../../shared/specs/training.ts';
import { formatCount } from '../../shared/text/format.ts';
import type { Pace } from '../threads/messages.ts';
import { placeOf } from '../work/stored-request.ts';
import { durationWords, iterationWords, placeWords } from './role-words.ts';

interface Sum {
  iterations: number;
  seconds: number;
}

/** Seconds an iteration takes in each round: later rounds are faster, since fewer weights remain. */
class PaceMeter {
  private readonly finished = new Map<number, Sum>();
  private readonly running = new Map<string, { readonly round: number; readonly pace: Pace }>();

  /** What a training under way has taken so far. */
  measure(role: string, round: number, pace: Pace): void {
    this.running.set(role, { round, pace });
  }

  finish(role: string, round: number, pace: Pace): void {
    this.running.delete(role);
    const sum = this.finished.get(round) ?? { iterations: 0, seconds: 0 };
    this.finished.set(round, { iterations: sum.iterations + pace.iterations, seconds: sum.seconds + pace.seconds });
  }

  /** Seconds an iteration; of the nearest earlier round, else of the nearest later one, where this one is not measured; null without any. */
  secondsAt(round: number): number | null {
    const sums = this.sums();
    const rounds = [...sums.keys()].toSorted((a, b) => a - b);
    const sum = sums.get(rounds.findLast((one) => one <= round) ?? rounds[0] ?? -1);
    return sum ? sum.seconds / sum.iterations : null;
  }

  private sums(): Map<number, Sum> {
    const sums = new Map([...this.finished].map(([round, sum]) => [round, { ...sum }]));
    for (const { round, pace } of this.running.values()) {
      const sum = sums.get(round) ?? { iterations: 0, seconds: 0 };
      sums.set(round, { iterations: sum.iterations + pace.iterations, seconds: sum.seconds + pace.seconds });
    }
    return new Map([...sums].filter(([, { iterations }]) => iterations > 0));
  }
}

interface MeteredPlan {
  /** Roles of all trainings. */
  readonly roles: readonly string[];
  readonly rounds: number;
  readonly iterations: number;
  readonly workers: number;
}

export class ProgressMeter {
  private readonly places: ReadonlyMap<string, TrainingId>;
  private readonly finished = new Set<string>();
  private readonly active = new Map<string, number>();
  private readonly pace = new PaceMeter();
  private fraction = 0;

  constructor(private readonly plan: MeteredPlan) {
    this.places = new Map(plan.roles.map((role) => [role, placeOf(role)]));
  }

  advance(role: string, iteration: number, pace: Pace): void {
    this.active.set(role, iteration);
    this.pace.measure(role, placeOf(role).round, pace);
  }

  finish(role: string, { seconds, spec }: TrainingRecord): void {
    this.active.delete(role);
    this.finished.add(role);
    this.pace.finish(role, placeOf(role).round, { iterations: spec.iterations - (spec.startIteration ?? 0), seconds });
  }

  /** It failed or was stopped. */
  drop(role: string): void {
    this.active.delete(role);
  }

  snapshot(): RunProgress {
    const { size: totalTrainings } = this.places;
    const finishedTrainings = this.finished.size;
    const secondsLeft = this.secondsLeft();
    const left = secondsLeft === null || finishedTrainings === totalTrainings ? '' : `, about ${durationWords(secondsLeft)} left`;
    const message = `${formatCount(finishedTrainings)} of ${formatCount(totalTrainings)} trainings${left}`;
    return { finishedTrainings, totalTrainings, fraction: this.share(), secondsLeft, active: this.activeWords(), message };
  }

  /** Never falls, whatever is begun anew. */
  private share(): number {
    const { roles, iterations } = this.plan;
    const under = [...this.active.values()].reduce((sum, iteration) => sum + iteration / iterations, 0);
    this.fraction = Math.max(this.fraction, Math.min(1, (this.finished.size + under) / roles.length));
    return this.fraction;
  }

  private secondsFor(role: string, { round }: TrainingId): number | null {
    if (this.finished.has(role)) return 0;
    const seconds = this.pace.secondsAt(round);
    // A transferred ticket may be trained for longer than the others.
    return seconds === null ? null : seconds * Math.max(0, this.plan.iterations - (this.active.get(role) ?? 0));
  }

  /** All that is left over all threads, but no less than one trial's tickets take, which wait for each other. */
  private secondsLeft(): number | null {
    const chains = new Map<number, number>();
    let all = 0;
    for (const [role, place] of this.places) {
      const seconds = this.secondsFor(role, place);
      if (seconds === null) return null;
      all += seconds;
      if (place.series === 'ticket') chains.set(place.trial, (chains.get(place.trial) ?? 0) + seconds);
    }
    return Math.max(all / this.plan.workers, ...chains.values());
  }

  private activeWords(): readonly string[] {
    const all = [...this.active].map(([role, iteration]) => ({ place: placeOf(role), iteration }));
    all.sort((a, b) => b.place.round - a.place.round || b.iteration - a.iteration);
    return all.map(({ place, iteration }) => `${placeWords(place, this.plan.rounds)}, ${iterationWords(iteration, this.plan.iterations)}`);
  }
}

/** Worker threads for trainings; the most urgent waiting one gets the next that is free. */
import type { TrainingId } from '../../lottery/places/role.ts';
import { WorkCancelled } from '../../lottery/work.ts';
import type { TrainingThread } from './thread-handle.ts';

/** Longer than pruning takes; where no ticket comes, for whatever reason, its thread goes to others. */
const patience = 5_000;

/** Trials whose next ticket will be ordered in a moment. */
class ExpectedTickets {
  private readonly timers = new Map<number, NodeJS.Timeout>();

  /** @param onExpired Called when a thread is no longer kept. */
  constructor(private readonly onExpired: () => void) {}

  get count(): number {
    return this.timers.size;
  }

  add(trial: number): void {
    this.remove(trial);
    const expire = (): void => {
      this.timers.delete(trial);
      this.onExpired();
    };
    this.timers.set(trial, setTimeout(expire, patience).unref());
  }

  remove(trial: number): void {
    clearTimeout(this.timers.get(trial));
    this.timers.delete(trial);
  }

  clear(): void {
    for (const trial of [...this.timers.keys()]) this.remove(trial);
  }
}

// Which training is begun first.
const rank = ({ series, round, trial, replicate }: TrainingId): readonly number[] => [series === 'ticket' ? 0 : 1, round, trial, replicate];

/** Tickets before controls, since more waits for them; early rounds before late ones. Negative where `a` comes first. */
export function compareUrgency(a: TrainingId, b: TrainingId): number {
  const [one, other] = [rank(a), rank(b)];
  const index = one.findIndex((value, place) => value !== other[place]);
  return index < 0 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
}

interface Waiting {
  readonly place: TrainingId;
  readonly resolve: (thread: TrainingThread) => void;
  readonly reject: (error: Error) => void;
}

const cancelled = (): Error => new WorkCancelled('The run was cancelled.');

export class ThreadPool {
  private readonly free: TrainingThread[] = [];
  private readonly busy = new Set<TrainingThread>();
  private waiting: Waiting[] = [];
  private readonly expected = new ExpectedTickets(() => this.giveOut());
  private closed = false;

  /** @param start Starts a thread; called when one is needed and there are fewer than `size`. */
  constructor(
    readonly size: number,
    private readonly start: () => TrainingThread,
  ) {}

  /** Runs `action` with a thread of its own. @throws WorkCancelled where the pool closes before there is one. */
  async use<T>(place: TrainingId, action: (thread: TrainingThread) => Promise<T>): Promise<T> {
    if (place.series === 'ticket') this.expected.remove(place.trial);
    return this.useBriefly(place, action);
  }

  /** Work of a moment that comes before the ticket that a thread is kept for: the thread is kept after it. */
  async useBriefly<T>(place: TrainingId, action: (thread: TrainingThread) => Promise<T>): Promise<T> {
    const thread = await this.take(place);
    try {
      return await action(thread);
    } finally {
      this.giveBack(thread);
    }
  }

  /** Keeps a thread for the trial's next ticket, which will be ordered when the last one is pruned: a control would delay all that follows. */
  expectTicket(trial: number): void {
    if (!this.closed) this.expected.add(trial);
  }

  /** Nothing that waits begins any more; trainings go on, and other work is ended. */
  close(): void {
    this.closed = true;
    this.expected.clear();
    for (const { reject } of this.waiting) reject(cancelled());
    this.waiting = [];
    for (const thread of this.busy) void thread.terminateUnlessTraining();
  }

  async terminate(): Promise<void> {
    this.close();
    await Promise.all([...this.free, ...this.busy].map((thread) => thread.terminate()));
  }

  private take(place: TrainingId): Promise<TrainingThread> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(cancelled());
      this.waiting.push({ place, resolve, reject });
      this.waiting.sort((a, b) => compareUrgency(a.place, b.place));
      this.giveOut();
    });
  }

  private giveBack(thread: TrainingThread): void {
    this.busy.delete(thread);
    if (thread.broken) void thread.terminate();
    else this.free.push(thread);
    this.giveOut();
  }

  private hasRoomFor({ place }: Waiting): boolean {
    const kept = place.series === 'ticket' ? 0 : this.expected.count;
    return this.busy.size + kept < this.size;
  }

  private giveOut(): void {
    for (let first = this.waiting[0]; first && this.hasRoomFor(first); first = this.waiting[0]) {
      const thread = this.free.pop() ?? this.start();
      if (thread.broken) continue;
      this.waiting.shift();
      this.busy.add(thread);
      first.resolve(thread);
    }
  }
}

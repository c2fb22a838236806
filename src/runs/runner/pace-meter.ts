/** Seconds an iteration takes in each round: later rounds are faster, since fewer weights remain. */
import type { Pace } from '../threads/messages.ts';

interface Sum {
  iterations: number;
  seconds: number;
}

export class PaceMeter {
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

/** Measures how many seconds an iteration takes in each round: later rounds are faster, since fewer weights remain. */
import type { Pace } from '../../threads/messages.ts';

interface Sum {
  iterations: number;
  seconds: number;
}

/** The first iteration comes with an evaluation, and with code that is not compiled yet: it says nothing of the others, unless each takes very long. */
const isTelling = ({ iterations, seconds }: Pace): boolean => iterations >= 10 || seconds >= 60;

export class PaceMeter {
  private readonly finished = new Map<number, Sum>();
  private readonly running = new Map<string, { readonly round: number; readonly pace: Pace }>();

  /** Takes note of the pace of a training under way. */
  measure(role: string, round: number, pace: Pace): void {
    this.running.set(role, { round, pace });
  }

  finish(role: string, round: number, pace: Pace): void {
    this.running.delete(role);
    const sum = this.finished.get(round) ?? { iterations: 0, seconds: 0 };
    this.finished.set(round, { iterations: sum.iterations + pace.iterations, seconds: sum.seconds + pace.seconds });
  }

  /**
   * Seconds an iteration as they are now; of the nearest earlier round, else of the nearest later one, where a round is not measured; null
   * without any. Each round is looked up once: a plan may have hundreds of thousands of trainings.
   */
  byRound(): (round: number) => number | null {
    const sums = this.sums();
    const rounds = [...sums.keys()].toSorted((a, b) => a - b);
    const known = new Map<number, number | null>();
    return (round) => {
      const found = known.get(round);
      if (found !== undefined) return found;
      const sum = sums.get(rounds.findLast((one) => one <= round) ?? rounds[0] ?? -1);
      const seconds = sum ? sum.seconds / sum.iterations : null;
      known.set(round, seconds);
      return seconds;
    };
  }

  private sums(): Map<number, Sum> {
    const sums = new Map([...this.finished].map(([round, sum]) => [round, { ...sum }]));
    for (const { round, pace } of this.running.values()) {
      if (!isTelling(pace)) continue;
      const sum = sums.get(round) ?? { iterations: 0, seconds: 0 };
      sums.set(round, { iterations: sum.iterations + pace.iterations, seconds: sum.seconds + pace.seconds });
    }
    return new Map([...sums].filter(([, { iterations }]) => iterations > 0));
  }
}

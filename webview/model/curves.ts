import type { ExperimentDocument, TrainingSummary } from '../../src/shared/results/experiment.ts';
import type { Evaluation } from '../../src/shared/specs/training.ts';

type Load = (hashes: readonly string[]) => Promise<Readonly<Record<string, readonly Evaluation[]>>>;

/** Evaluations of finished trainings, which never change: each is asked for once, when somebody looks at its curve. */
export class Curves {
  private readonly known = new Map<string, readonly Evaluation[]>();
  private readonly asked = new Set<string>();
  private readonly load: Load;
  private readonly arrived: () => void;

  constructor(load: Load, arrived: () => void) {
    this.load = load;
    this.arrived = arrived;
  }

  /** The document with all curves that are there. */
  fill(document: ExperimentDocument | null): ExperimentDocument | null {
    if (!document) return null;
    const trainings = document.trainings.map((training) => {
      const evaluations = this.known.get(training.hash);
      return evaluations && training.evaluations.length === 0 ? { ...training, evaluations } : training;
    });
    return { ...document, trainings };
  }

  need(trainings: readonly TrainingSummary[]): void {
    const missing = trainings.filter(({ hash, evaluations }) => evaluations.length === 0 && !this.known.has(hash) && !this.asked.has(hash));
    if (missing.length > 0) void this.ask(missing.map(({ hash }) => hash));
  }

  private async ask(hashes: readonly string[]): Promise<void> {
    for (const hash of hashes) this.asked.add(hash);
    const found = await this.load(hashes).catch(() => null);
    for (const hash of hashes) this.asked.delete(hash);
    if (!found) return;
    // Of one that has none it is known too.
    for (const hash of hashes) this.known.set(hash, found[hash] ?? []);
    this.arrived();
  }
}

/** The masks of all trials as they are drawn: trials run side by side, and what compares them has to wait for the last. */
import type { Mask } from '../../shared/tensors/tensors.ts';

interface Awaited {
  readonly mask: Promise<Mask | null>;
  settle(mask: Mask | null): void;
}

function awaited(): Awaited {
  let settle: Awaited['settle'] = () => undefined;
  const mask = new Promise<Mask | null>((resolve) => (settle = resolve));
  return { mask, settle };
}

export class TrialMasks {
  private readonly byPlace = new Map<string, Awaited>();
  private readonly ended = new Set<number>();

  constructor(private readonly trials: number) {}

  offer(trial: number, round: number, mask: Mask): void {
    this.at(trial, round).settle(mask);
  }

  /** No more masks will come from this trial. */
  end(trial: number): void {
    this.ended.add(trial);
    for (const [place, { settle }] of this.byPlace) if (place.startsWith(`${trial}/`)) settle(null);
  }

  /** Of every trial, in order, when the last is drawn; null where one trial failed before. */
  async all(round: number): Promise<readonly Mask[] | null> {
    const places = Array.from({ length: this.trials }, (_, index) => this.at(index + 1, round).mask);
    const masks = (await Promise.all(places)).filter((mask) => mask !== null);
    return masks.length === this.trials ? masks : null;
  }

  private at(trial: number, round: number): Awaited {
    const place = `${trial}/${round}`;
    const found = this.byPlace.get(place) ?? awaited();
    this.byPlace.set(place, found);
    if (this.ended.has(trial)) found.settle(null);
    return found;
  }
}

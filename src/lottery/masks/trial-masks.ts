/** The masks of all trials as they are drawn: trials run side by side, and a control that combines them waits for the last. */
import type { Mask } from '../../shared/tensors/tensors.ts';
import type { TicketId } from '../places/role.ts';

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
  /** One map a trial, by round. */
  private readonly masks: readonly Map<number, Awaited>[];
  private readonly ended = new Set<number>();

  /** @param isWanted Whether anybody will ask for the masks of a round: others are not kept. */
  constructor(
    trials: number,
    private readonly isWanted: (round: number) => boolean = () => true,
  ) {
    this.masks = Array.from({ length: trials }, () => new Map<number, Awaited>());
  }

  offer({ trial, round }: TicketId, mask: Mask): void {
    if (this.isWanted(round)) this.at(trial, round).settle(mask);
  }

  /** No more masks will come from this trial. */
  end(trial: number): void {
    this.ended.add(trial);
    for (const { settle } of this.masks[trial - 1]?.values() ?? []) settle(null);
  }

  /** Every trial's mask of a round, in order, when the last is drawn; null where a trial has failed before. */
  async all(round: number): Promise<readonly Mask[] | null> {
    const masks = await Promise.all(this.masks.map((_, index) => this.at(index + 1, round).mask));
    const drawn = masks.filter((mask) => mask !== null);
    return drawn.length === masks.length ? drawn : null;
  }

  private at(trial: number, round: number): Awaited {
    const rounds = this.masks[trial - 1];
    const found = rounds?.get(round) ?? awaited();
    rounds?.set(round, found);
    if (this.ended.has(trial)) found.settle(null);
    return found;
  }
}

import { ticketName } from '../../../src/shared/results/ticket-name.ts';
import type { Panel } from '../../model/panel.ts';
import { type LayerBits, layerBits } from './layer-bits.ts';

/** Masks are kept up to this size together; the oldest go first. */
const mostBytes = 64_000_000;

/** Masks of layers, each asked for once while it stays the same. */
export class MaskLoader {
  private readonly known = new Map<string, Promise<LayerBits>>();
  private readonly sizes = new Map<string, number>();
  private readonly panel: Panel;

  constructor(panel: Panel) {
    this.panel = panel;
  }

  /** @param place The ticket, whose mask may be drawn anew by a later run. */
  async load({ trial, round, layer }: { readonly trial: number; readonly round: number; readonly layer: string }): Promise<LayerBits> {
    const ticket = ticketName({ experiment: this.panel.state.experiment, trial, round });
    const { maskHash } = await this.panel.details(ticket);
    const key = JSON.stringify([ticket, layer, maskHash]);
    const mask = this.known.get(key) ?? this.panel.mask(ticket, layer).then(layerBits);
    // The newest stands last.
    this.known.delete(key);
    this.known.set(key, mask);
    mask.then(
      ({ bytes }) => this.keep(key, bytes.length),
      () => this.known.delete(key),
    );
    return mask;
  }

  private keep(key: string, size: number): void {
    this.sizes.set(key, size);
    let all = [...this.known.keys()].reduce((sum, one) => sum + (this.sizes.get(one) ?? 0), 0);
    for (const oldest of [...this.known.keys()].slice(0, -1)) {
      if (all <= mostBytes) return;
      all -= this.sizes.get(oldest) ?? 0;
      this.known.delete(oldest);
    }
  }
}

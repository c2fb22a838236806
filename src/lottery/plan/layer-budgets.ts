/** Budgets of pruning at initialisation share the weights that a round keeps among the layers, in place of rates. */
import type { LayerBudget } from '../../shared/config/schema/pruning-schema.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { roundToTotal } from './exact-counts.ts';

/** A layer's part of what is kept, up to a common factor, while it is not kept whole. @param shape `[out, in, ...kernel]` */
const parts: Readonly<Record<LayerBudget, (shape: readonly number[]) => number>> = {
  /**
   * Erdos-Renyi-Kernel (Evci et al. 2020, "Rigging the Lottery", section 3): a density in proportion to the sum of the dimensions over
   * their product, so a number of weights in proportion to their sum.
   */
  erk: (shape) => shape.reduce((sum, length) => sum + length, 0),
  /** One density for all layers. */
  uniform: productOf,
};

/** A layer with its part and the most that it may keep. */
interface Share {
  readonly part: number;
  readonly most: number;
}

const keptAt = ({ part, most }: Share, factor: number): number => Math.max(1, Math.min(most, factor * part));

/** The factor at which the layers keep `total` together; by bisection, always as many steps: the same bits everywhere. */
function commonFactor(shares: readonly Share[], total: number): number {
  let [low, high] = [0, Math.max(...shares.map(({ part, most }) => most / part))];
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (shares.reduce((sum, share) => sum + keptAt(share, middle), 0) > total) high = middle;
    else low = middle;
  }
  return low;
}

/**
 * @param shapes Of the layers that take part.
 * @param most How many weights each may keep: all of them, or those of the round before.
 * @param total What they keep together: at least one each, at most `most` each.
 * @returns Counts whose sum is exactly `total`.
 */
export function layerBudgets(budget: LayerBudget, shapes: readonly (readonly number[])[], most: readonly number[], total: number) {
  const shares = shapes.map((shape, place): Share => ({ part: parts[budget](shape), most: most[place] ?? 0 }));
  const factor = commonFactor(shares, total);
  return roundToTotal(
    shares.map((share) => keptAt(share, factor)),
    total,
  );
}

/** The ticket's own initial values, each at another survivor's place (Zhou et al. 2019, "Deconstructing Lottery Tickets"). */
import { generatorFor, permutation } from '../../shared/numbers/random.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import type { TicketSource } from './ticket-source.ts';
import { mapSurvivors } from './map-survivors.ts';

/** A random permutation within each layer: the very same values, not one more or less. */
export function shuffleSurvivors({ mask, initial }: TicketSource, seed: string): Weights {
  return mapSurvivors(initial, mask, (values, name) => {
    const order = permutation(generatorFor(seed, name), values.length);
    return values.map((_, index) => values[order[index] ?? 0] ?? 0);
  });
}

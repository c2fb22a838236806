/** Reinitialisation from the survivors' own distribution (the paper, appendix F.3). */
import { generatorFor, uniformIndex } from '../../shared/numbers/random.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import { mapSurvivors } from './map-survivors.ts';
import type { TicketSource } from './ticket-source.ts';

/**
 * Each survivor gets the initial value of a survivor of its layer, drawn anew each time: values may repeat.
 * So magnitudes and signs are the ticket's, and where they stand is not.
 */
export function survivorReinit({ mask, initial }: TicketSource, seed: string): Weights {
  return mapSurvivors(initial, mask, (values, name) => {
    const generator = generatorFor(seed, name);
    return values.map(() => values[uniformIndex(generator, values.length)] ?? 0);
  });
}

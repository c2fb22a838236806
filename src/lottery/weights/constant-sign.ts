/** One magnitude for a whole layer, with the original signs (Zhou et al. 2019, "Deconstructing Lottery Tickets"). */
import type { Weights } from '../../shared/tensors/tensors.ts';
import { layerDeviations } from './layer-deviations.ts';
import { mapSurvivors } from './map-survivors.ts';
import type { TicketSource } from './ticket-source.ts';

/** Each survivor is plus or minus the standard deviation of its layer's initial weights; 0 counts as positive. */
export function constantSign({ mask, initial }: TicketSource): Weights {
  const deviations = layerDeviations(initial, mask);
  return mapSurvivors(initial, mask, (values, name) => {
    const magnitude = deviations.get(name) ?? 0;
    return values.map((value) => (value < 0 ? -magnitude : magnitude));
  });
}

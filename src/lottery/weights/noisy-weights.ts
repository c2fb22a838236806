/** The ticket's initial weights with noise (the paper, appendix F.7: how exact must they be?). */
import { generatorFor, standardNormal } from '../../shared/numbers/random.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import type { TicketSource } from './ticket-source.ts';
import { layerDeviations } from './layer-deviations.ts';
import { mapSurvivors } from './map-survivors.ts';

/** @param deviations Standard deviation of the Gaussian noise, in standard deviations of the layer's initial weights. */
export function noisyWeights({ mask, initial }: TicketSource, deviations: number, seed: string): Weights {
  const widths = layerDeviations(initial, mask);
  return mapSurvivors(initial, mask, (values, name) => {
    const generator = generatorFor(seed, name);
    const sigma = deviations * (widths.get(name) ?? 0);
    return values.map((value) => value + sigma * standardNormal(generator));
  });
}

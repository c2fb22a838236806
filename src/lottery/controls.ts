/** What a ticket is compared with (the paper, steps 5 and 6). */
import type { Mask, Weights } from '../shared/tensors.ts';
import { randomMask } from './random-mask.ts';
import { reinitialise } from './reinitialise.ts';
import { rewind } from './rewind.ts';
import { roleSeed } from './seeds.ts';
import { train } from './train.ts';
import type { Laboratory } from './train.ts';
import type { Trained } from './work.ts';

const replicates = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Starts all controls of one ticket; they wait for nothing and nobody waits for them until the end. */
export function trainControls(lab: Laboratory, trial: number, round: number, ticket: Mask, initial: Weights): Promise<Trained>[] {
  const { network, seed, controls } = lab.plan;
  const reinits = replicates(controls.randomReinit).map((replicate) => {
    const fresh = reinitialise(network, ticket, roleSeed(seed, trial, 'random-reinit', round, replicate));
    return train(lab, { trial, round, series: 'randomReinit', replicate }, fresh, ticket);
  });
  const masks = replicates(controls.randomMask).map((replicate) => {
    const drawn = randomMask(ticket, roleSeed(seed, trial, 'random-mask', round, replicate));
    return train(lab, { trial, round, series: 'randomMask', replicate }, rewind(initial, drawn), drawn);
  });
  return [...reinits, ...masks];
}

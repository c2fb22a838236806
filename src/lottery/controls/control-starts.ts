/** What each control begins with: weights and mask, made from the ticket's. */
import type { ControlName } from '../../shared/specs/series.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { globalRandomMask, randomMask } from '../masks/random-mask.ts';
import type { SeedRole } from '../places/seeds.ts';
import { rewind, type TicketStart } from '../rewind.ts';
import {
  constantSign,
  noisyWeights,
  reinitialise,
  shuffleSurvivors,
  signReinit,
  survivorReinit,
  type TicketSource,
} from '../weights/reinitialise.ts';

export interface StartedTicket extends TicketSource {
  /** What the ticket itself is trained from. */
  readonly start: TicketStart;
}

interface ControlStart extends TicketStart {
  readonly mask: Mask;
  /** Instead of the trial's. */
  readonly dataOrderSeed?: string;
}

/** Those that follow from one ticket and a seed; union and intersection need the other trials. */
export type DrawnControl = Exclude<ControlName, 'union' | 'intersection'>;
export const isDrawn = (name: ControlName): name is DrawnControl => name !== 'union' && name !== 'intersection';

interface Control {
  readonly seedRole: SeedRole;
  start(ticket: StartedTicket, seed: string): ControlStart;
}

/** New weights under the ticket's mask. */
function reweighted(seedRole: SeedRole, draw: (ticket: TicketSource, seed: string) => Weights): Control {
  return { seedRole, start: (ticket, seed) => ({ weights: draw(ticket, seed), mask: ticket.mask }) };
}

/** The original initial weights under a new mask. */
function remasked(seedRole: SeedRole, draw: (ticket: Mask, seed: string) => Mask): Control {
  const start = ({ mask, initial }: TicketSource, seed: string): ControlStart => {
    const drawn = draw(mask, seed);
    return { weights: rewind(initial, drawn), mask: drawn };
  };
  return { seedRole, start };
}

const noise = (seedRole: SeedRole, deviations: number): Control =>
  reweighted(seedRole, (ticket, seed) => noisyWeights(ticket, deviations, seed));

/** The ticket itself but for the order of its data. */
const reordered: Control = {
  seedRole: 'other-data-order',
  start: ({ mask, start }, seed) => ({ ...start, mask, dataOrderSeed: seed }),
};

export const controlStarts: Readonly<Record<DrawnControl, Control>> = {
  randomReinit: reweighted('random-reinit', ({ network, mask }, seed) => reinitialise(network, mask, seed)),
  randomMask: remasked('random-mask', randomMask),
  survivorReinit: reweighted('survivor-reinit', survivorReinit),
  signReinit: reweighted('sign-reinit', signReinit),
  constantSign: reweighted('initial-weights', constantSign),
  shuffledWeights: reweighted('shuffled-weights', shuffleSurvivors),
  noiseHalf: noise('noise-half', 0.5),
  noise1: noise('noise-1', 1),
  noise2: noise('noise-2', 2),
  noise3: noise('noise-3', 3),
  globalRandomMask: remasked('global-random-mask', globalRandomMask),
  dataOrder: reordered,
};

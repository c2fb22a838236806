/** A ticket with what a retraining changes. */
import { initialWeights } from '../../lottery/weights/initial-weights.ts';
import { randomMask } from '../../lottery/masks/random-mask.ts';
import { reinitialise } from '../../lottery/weights/reinitialise.ts';
import { rewind } from '../../lottery/rewind.ts';
import { roleSeed } from '../../lottery/places/seeds.ts';
import type { Network } from '../../shared/network/network.ts';
import type { RetrainChange } from '../../shared/specs/retrain.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import type { TicketPlace } from '../library/ticket-name.ts';

export interface Trainable {
  readonly weights: Weights;
  /** null for the dense network. */
  readonly mask: Mask | null;
}

export interface TicketOrigin extends Pick<TicketPlace, 'trial' | 'round'> {
  readonly network: Network;
  /** Of a model file. */
  readonly givenWeights: Weights | null;
  /** The experiment's. */
  readonly seed: number;
}

/** A random mask has the ticket's counts and the trial's own initial weights, as the control has. */
function withMask({ network, givenWeights, seed: ownSeed, trial, round }: TicketOrigin, ticket: Trainable, seed: number): Trainable {
  if (ticket.mask === null) return ticket;
  const mask = randomMask(ticket.mask, roleSeed(seed, trial, 'random-mask', round, 1));
  return { mask, weights: rewind(givenWeights ?? initialWeights(network, roleSeed(ownSeed, trial, 'initial-weights')), mask) };
}

function withWeights({ network, trial, round }: TicketOrigin, { mask }: Trainable, seed: number): Trainable {
  const drawn = roleSeed(seed, trial, 'random-reinit', round, 1);
  return { mask, weights: mask ? reinitialise(network, mask, drawn) : initialWeights(network, drawn) };
}

/** Draws are those of the first control of the ticket, under the seed that is given. */
export function changedTicket(origin: TicketOrigin, ticket: Trainable, change: RetrainChange): Trainable {
  const seed = change.seed ?? origin.seed;
  const masked = change.mask === 'random' ? withMask(origin, ticket, seed) : ticket;
  return change.weights === 'reinit' ? withWeights(origin, masked, seed) : masked;
}

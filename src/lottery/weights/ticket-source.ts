import type { Network } from '../../shared/network/network.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';

/** A ticket, and all that its controls are made from. */
export interface TicketSource {
  readonly network: Network;
  readonly mask: Mask;
  /** What the survivors are set back to, of all weights of the dense network. */
  readonly initial: Weights;
}

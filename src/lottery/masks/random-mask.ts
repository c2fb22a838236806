/** Control S: a random subnetwork of the ticket's size (the paper, figure 1). */
import { generatorFor, permutation } from '../../shared/numbers/random.ts';
import type { Mask, MaskTensor } from '../../shared/tensors/tensors.ts';
import { onesIn } from '../../shared/tensors/ones-in.ts';

function drawLayer(name: string, ticket: MaskTensor, seed: string): MaskTensor {
  const data = new Uint8Array(ticket.data.length);
  const order = permutation(generatorFor(seed, name), data.length);
  for (const index of order.subarray(0, onesIn(ticket))) data[index] = 1;
  return { shape: ticket.shape, data };
}

/** In each layer the ticket's count, drawn uniformly from all weights of the dense layer: not nested in any other mask. */
export function randomMask(ticket: Mask, seed: string): Mask {
  return new Map([...ticket].map(([name, tensor]): [string, MaskTensor] => [name, drawLayer(name, tensor, seed)]));
}

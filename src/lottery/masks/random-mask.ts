/** Step 6 of the experiment: a random subnetwork of the ticket's size (the paper, figure 1, layer by layer). */
import { generatorFor, permutation } from '../../shared/numbers/random.ts';
import { type Mask, type MaskTensor, onesIn } from '../../shared/tensors/tensors.ts';
import { prunableCount, remainingCount } from './mask.ts';

function drawn(ticket: Mask, seed: string): Uint8Array {
  const all = new Uint8Array(prunableCount(ticket));
  const order = permutation(generatorFor(seed, 'global'), all.length);
  for (const index of order.subarray(0, remainingCount(ticket))) all[index] = 1;
  return all;
}

/** The ticket's count, drawn uniformly from all prunable weights of the dense network, not layer by layer: a layer may get few or none. */
export function globalRandomMask(ticket: Mask, seed: string): Mask {
  const all = drawn(ticket, seed);
  let from = 0;
  return new Map(
    [...ticket].map(([name, { shape, data }]): [string, MaskTensor] => {
      const own = all.slice(from, from + data.length);
      from += data.length;
      return [name, { shape, data: own }];
    }),
  );
}

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

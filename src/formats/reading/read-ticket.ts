/** Reads a ticket's tensors for a network out of other programs' files. */
import type { Network } from '../../shared/network/network.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { ImportError } from './foreign-tensors.ts';
import { hasMasks, hasWeights, maskOf, weightsOf } from './match-tensors.ts';
import { readTensors } from './read-tensors.ts';
import { tell } from '../../shared/text/told.ts';

/** Absolute paths. With one of them alone, the file says what it holds: weights, masks, or both. */
export interface TicketFiles {
  readonly weights: string | null;
  readonly mask: string | null;
}

export interface ForeignTicket {
  /** null where the file holds masks only. */
  readonly weights: Weights | null;
  /** null where the file holds weights only. */
  readonly mask: Mask | null;
}

async function fromOneFile(file: string, network: Network): Promise<ForeignTicket> {
  const tensors = await readTensors(file);
  const weights = hasWeights(tensors) ? weightsOf(file, tensors, network) : null;
  const mask = hasMasks(tensors) ? maskOf(file, tensors, network) : null;
  if (!weights && !mask) throw new ImportError(file, tell('it holds neither weights nor masks.'));
  return { weights, mask };
}

/** @throws ImportError or DataError with the file, the tensor, what was expected and what was found. */
export async function readTicketFiles({ weights, mask }: TicketFiles, network: Network): Promise<ForeignTicket> {
  const file = weights ?? mask;
  if (file === null) return { weights: null, mask: null };
  if (weights === null || mask === null) return fromOneFile(file, network);
  return {
    weights: weightsOf(weights, await readTensors(weights), network),
    mask: maskOf(mask, await readTensors(mask), network),
  };
}

/** A ticket as the store holds it: its tensors' hashes, its mask, and where it stands. */
import { plannedRounds } from '../../../lottery/plan/planned.ts';
import { fullMask } from '../../../lottery/masks/mask.ts';
import { rolePath } from '../../../lottery/places/role.ts';
import { weightName } from '../../../shared/network/network.ts';
import { networkSize } from '../../../shared/network/parameters.ts';
import { type LayerMask, packBits } from '../../../shared/results/ticket/layer-mask.ts';
import { type StoredTicketId, ticketName, ticketPath } from '../../../shared/results/ticket-name.ts';
import type { Hash } from '../../../shared/specs/training.ts';
import type { Mask } from '../../../shared/tensors/tensors.ts';
import { escapedMessage } from '../../../shared/text/plain-text.ts';
import type { ExperimentRecord } from '../../store/experiments/experiment-record.ts';
import type { TensorStore } from '../../store/work/tensor-store.ts';
import type { ReadTraining } from '../trainings/trainings-of.ts';
import { t } from '../../../shared/text/language.ts';
import { mapTold, tell, ToldError } from '../../../shared/text/told.ts';

export interface StoredTicket extends StoredTicketId {
  /** null for the dense network of round 0. */
  readonly maskHash: Hash | null;
  readonly initialWeightsHash: Hash;
  /** All ones for the dense network. */
  readonly mask: Mask;
}

const bytesOfNumber = 4;

const hashOfTicket = (record: ExperimentRecord, place: StoredTicketId): Hash | undefined =>
  record.trainings[rolePath({ ...place, series: 'ticket', replicate: 0 })];

/** What an experiment plans may come yet; what it does not plan never will. */
function missingWords({ config, network, imported }: ExperimentRecord, place: StoredTicketId): string {
  const rounds = plannedRounds(network, config.pruning).length - 1;
  if (imported || (place.trial <= config.trials && place.round <= rounds))
    return t('There is no ticket {0} yet: its round has not been reached.', ticketName(place));
  return t('There is no ticket {0}: the experiment has rounds 0 to {1} and trials 1 to {2}.', ticketName(place), rounds, config.trials);
}

/** @throws Error where the experiment has no such ticket yet, StoreError where its mask cannot be read, or where its weights are fewer than the record says. */
export async function storedTicket(
  record: ExperimentRecord,
  place: StoredTicketId,
  tensors: TensorStore,
  read: ReadTraining,
): Promise<StoredTicket> {
  const drawn = record.tickets[ticketPath(place)];
  if (drawn) return { ...place, maskHash: drawn.mask, initialWeightsHash: drawn.initialWeights, mask: await tensors.mask(drawn.mask) };
  const hash = hashOfTicket(record, place);
  const dense = place.round === 0 && hash !== undefined ? await read(hash) : null;
  if (!dense) throw new Error(missingWords(record, place));
  await tensors.requireBytes(dense.spec.weights, bytesOfNumber * networkSize(record.network).weights);
  return { ...place, maskHash: null, initialWeightsHash: dense.spec.weights, mask: fullMask(record.network) };
}

/** The error for a page that asks for a layer by any name. */
export const noLayer = (ticket: StoredTicketId, layer: string): ToldError =>
  new ToldError(mapTold(tell('{0} has no layer "{1}"', ticketName(ticket), layer), escapedMessage));

/** One layer of a ticket's mask, for a picture of it. @throws RangeError where the ticket has no such layer. */
export function layerMask(ticket: StoredTicket, layer: string): LayerMask {
  const tensor = ticket.mask.get(weightName({ name: layer }));
  if (!tensor) throw noLayer(ticket, layer);
  const bits = Buffer.from(packBits(tensor.data)).toString('base64');
  return { ticket: ticketName(ticket), layer, shape: tensor.shape, bits };
}

/** A ticket's weights as the store holds them. */
import { analyseTicket } from '../../../lottery/analysis/analyse-ticket.ts';
import { filterKernels } from '../../../lottery/analysis/filter-kernels.ts';
import { rolePath } from '../../../lottery/places/role.ts';
import { weightName } from '../../../shared/network/network.ts';
import type { FilterKernels, FilterPlace } from '../../../shared/results/ticket/filter-kernels.ts';
import type { TicketAnalysis } from '../../../shared/results/ticket/ticket-analysis.ts';
import { ticketName } from '../../../shared/results/ticket-name.ts';
import type { Weights } from '../../../shared/tensors/tensors.ts';
import type { ExperimentRecord } from '../../store/experiments/experiment-record.ts';
import { StoreError } from '../../store/files/store-error.ts';
import type { TensorStore } from '../../store/work/tensor-store.ts';
import { noLayer, type StoredTicket } from './ticket.ts';
import type { ReadTraining } from '../trainings/trainings-of.ts';

export interface TicketWeights {
  readonly initial: Weights;
  /** null while it is not trained, or where its trained weights were not kept. */
  readonly trained: Weights | null;
}

async function trainedWeights(
  record: ExperimentRecord,
  place: StoredTicket,
  tensors: TensorStore,
  read: ReadTraining,
): Promise<Weights | null> {
  const hash = record.trainings[rolePath({ trial: place.trial, round: place.round, series: 'ticket', replicate: 0 })];
  const training = hash === undefined ? null : await read(hash);
  if (!training) return null;
  return tensors.weights(training.finalWeights).catch((error: unknown) => {
    if (error instanceof StoreError && error.trouble === 'missing') return null;
    throw error;
  });
}

/** @throws StoreError where a tensor cannot be read. */
export async function ticketWeights(
  record: ExperimentRecord,
  ticket: StoredTicket,
  tensors: TensorStore,
  read: ReadTraining,
): Promise<TicketWeights> {
  return { initial: await tensors.weights(ticket.initialWeightsHash), trained: await trainedWeights(record, ticket, tensors, read) };
}

/** Takes a ticket apart. */
export function analyse(ticket: StoredTicket, { initial, trained }: TicketWeights): TicketAnalysis {
  return { schemaVersion: 1, ticket: ticketName(ticket), layers: analyseTicket(ticket.mask, initial, trained) };
}

/** A page of kernels of one filter. @throws RangeError where the ticket has no such layer, filter or channel. */
export function ticketKernels(ticket: StoredTicket, { initial, trained }: TicketWeights, place: FilterPlace): FilterKernels {
  const name = weightName({ name: place.layer });
  const [mask, start] = [ticket.mask.get(name), initial.get(name)];
  if (!mask || !start) throw noLayer(ticket, place.layer);
  return filterKernels({ mask, initial: start, trained: trained?.get(name) ?? null }, place);
}

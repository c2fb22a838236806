/** Reads a ticket's tensors and takes it apart. */
import { analyseTicket } from '../lottery/analysis/analyse-ticket.ts';
import { rolePath } from '../lottery/role.ts';
import type { Weights } from '../shared/tensors.ts';
import type { TicketAnalysis } from '../shared/ticket-analysis.ts';
import type { ExperimentRecord } from './store/experiment-record.ts';
import { StoreError } from './store/store-error.ts';
import type { TensorStore } from './store/tensor-store.ts';
import type { StoredTicket } from './ticket.ts';
import { ticketName } from './ticket-name.ts';
import type { ReadTraining } from './trainings-of.ts';

/** null while it is not trained, or where its trained weights were not kept. */
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
export async function analyse(
  record: ExperimentRecord,
  ticket: StoredTicket,
  tensors: TensorStore,
  read: ReadTraining,
): Promise<TicketAnalysis> {
  const initial = await tensors.weights(ticket.initialWeightsHash);
  const trained = await trainedWeights(record, ticket, tensors, read);
  return { schemaVersion: 1, ticket: ticketName(ticket), layers: analyseTicket(ticket.mask, initial, trained) };
}

/** A ticket as the store holds it: its tensors' hashes, its mask, and where it stands. */
import { fullMask } from '../../lottery/masks/mask.ts';
import { rolePath, ticketPath, type TicketId } from '../../lottery/places/role.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import type { Hash } from '../../shared/specs/training.ts';
import type { Mask } from '../../shared/tensors/tensors.ts';
import type { ExperimentRecord } from '../store/experiment-record.ts';
import type { TensorStore } from '../store/tensor-store.ts';
import type { ReadTraining } from './trainings-of.ts';

/** A ticket as people name it: `<experiment>/trial-1/round-03`. */
export interface StoredTicketId extends TicketId {
  readonly experiment: string;
}

export const ticketName = (place: StoredTicketId): string => `${place.experiment}/${ticketPath(place)}`;

/** The headline's ticket in trial 1, else the last trained one; null before there is any. */
export function ticketToShow({ experiment, headline, trainings }: ExperimentDocument): string | null {
  const trained = trainings.filter(({ trial, series }) => trial === 1 && series === 'ticket').map(({ round }) => round);
  if (trained.length === 0) return null;
  const round = headline.round !== null && trained.includes(headline.round) ? headline.round : Math.max(...trained);
  return ticketName({ experiment, trial: 1, round });
}

/** @throws Error that says what a ticket's name looks like. */
export function parseTicketName(name: string): StoredTicketId {
  const match = /^(.+)\/trial-(\d+)\/round-(\d+)$/.exec(name);
  if (!match) throw new Error(`"${name}" names no ticket. A ticket is named like lenet/trial-1/round-05.`);
  return { experiment: (match[1] ?? '').normalize('NFC'), trial: Number(match[2]), round: Number(match[3]) };
}

export interface StoredTicket extends StoredTicketId {
  /** null for the dense network of round 0. */
  readonly maskHash: Hash | null;
  readonly initialWeightsHash: Hash;
  /** All ones for the dense network. */
  readonly mask: Mask;
}

const hashOfTicket = (record: ExperimentRecord, place: StoredTicketId): Hash | undefined =>
  record.trainings[rolePath({ ...place, series: 'ticket', replicate: 0 })];

/** @throws Error where the experiment has no such ticket yet, StoreError where its mask cannot be read. */
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
  if (!dense) throw new Error(`There is no ticket ${ticketName(place)} yet: its round has not been reached.`);
  return { ...place, maskHash: null, initialWeightsHash: dense.spec.weights, mask: fullMask(record.network) };
}

/** Which training of a store is to be exported: a ticket's name, or a control's. */
import { parseRole, rolePath, type TrainingId } from '../../lottery/places/role.ts';
import { composedName } from '../../shared/config/facts/experiment-name.ts';
import { retrainingRole } from '../../shared/results/retraining.ts';
import { parseTicketName, ticketPath } from '../../shared/results/ticket-name.ts';
import type { Hash } from '../../shared/specs/training.ts';
import type { ExperimentRecord } from '../store/experiments/experiment-record.ts';

export interface ExportId extends TrainingId {
  readonly experiment: string;
  /** Present for a retraining of the ticket: 1 is the oldest. */
  readonly retraining?: number;
}

/** `lenet/trial-1/round-05/retraining-1` */
function parseRetraining(name: string): ExportId | null {
  const [, ticket = '', number = ''] = /^(.*)\/retraining-(\d+)$/.exec(name) ?? [];
  const id = parseTicketName(ticket);
  return id && { ...id, series: 'ticket', replicate: 0, retraining: Number(number) };
}

/** `lenet/trial-1/round-05`, `lenet/trial-1/round-05/random-reinit-1`, `lenet/trial-1/round-05/retraining-1`; null for any other name. */
export function parseExportName(name: string): ExportId | null {
  const ticket = parseTicketName(name);
  if (ticket) return { ...ticket, series: 'ticket', replicate: 0 };
  const retraining = parseRetraining(name);
  if (retraining) return retraining;
  const parts = name.split('/');
  const role = parseRole(parts.slice(-3).join('/'));
  const experiment = parts.slice(0, -3).join('/');
  return role && experiment !== '' ? { experiment: composedName(experiment), ...role } : null;
}

function placeOf(id: Omit<ExportId, 'experiment'>): string {
  if (id.retraining !== undefined) return `${ticketPath(id)}/${retrainingRole(id.retraining)}`;
  return id.series === 'ticket' ? ticketPath(id) : rolePath(id);
}

export const exportName = ({ experiment, ...id }: ExportId): string => `${experiment}/${placeOf(id)}`;

/** Hash of its training; undefined where there is none. */
export function trainingHashOf({ trainings, retrainings }: ExperimentRecord, id: ExportId): Hash | undefined {
  if (id.retraining === undefined) return trainings[rolePath(id)];
  return retrainings[ticketPath(id)]?.[id.retraining - 1]?.training;
}

/** Every ticket of an experiment that is drawn, the dense networks too, by trial, then round. */
export function ticketsOf({ experiment, trainings, tickets }: ExperimentRecord): readonly ExportId[] {
  const drawn = Object.keys(tickets).map((path) => parseRole(`${path}/ticket`));
  const dense = Object.keys(trainings).map(parseRole);
  const all = [...drawn, ...dense].filter((id) => id !== null).filter(({ series }) => series === 'ticket');
  const places = new Map(all.map((id) => [ticketPath(id), { experiment, ...id }]));
  return [...places.values()].sort((a, b) => a.trial - b.trial || a.round - b.round);
}

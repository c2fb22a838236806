/** The retrainings of an experiment's tickets that are finished. */
import { trainingSummary } from '../../../lottery/results/training-summary.ts';
import type { TrainingSummary } from '../../../shared/results/experiment.ts';
import { retrainingRole } from '../../../shared/results/retraining.ts';
import { parseTicketPath } from '../../../shared/results/ticket-name.ts';
import type { ExperimentRecord, Retraining } from '../../store/experiments/experiment-record.ts';
import { found, type FoundTrainings, type ReadFacts, type Unread, unread, withoutCurve } from './trainings-of.ts';

/**
 * @param ticket The path of the ticket, `trial-1/round-03`. @param number From 1, the oldest first.
 * @returns why, where it cannot be read: that hides none of the others.
 */
async function summary(ticket: string, number: number, retraining: Retraining, read: ReadFacts): Promise<TrainingSummary | Unread | null> {
  const place = parseTicketPath(ticket);
  const { change, sameBits, training } = retraining;
  const record = place && (await read(training).catch(unread));
  if (!place || record === null) return null;
  if ('unread' in record) return record;
  const again = trainingSummary({ ...place, series: 'ticket', replicate: 0 }, training, record);
  return { ...again, role: `${ticket}/${retrainingRole(number)}`, replicate: number, retraining: { change, sameBits } };
}

/** @param keepEvaluations As in `trainingsOf`. */
export async function retrainingsOf({ retrainings }: ExperimentRecord, read: ReadFacts, keepEvaluations: boolean): Promise<FoundTrainings> {
  const all = Object.entries(retrainings).flatMap(([ticket, list]) => list.map((one, index) => summary(ticket, index + 1, one, read)));
  const { trainings, problems } = found(await Promise.all(all));
  return { trainings: keepEvaluations ? trainings : trainings.map(withoutCurve), problems };
}

/** The retrainings of an experiment's tickets that are finished. */
import { trainingSummary } from '../../lottery/results/training-summary.ts';
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import { parseTicketPath } from '../../shared/results/ticket-name.ts';
import type { ExperimentRecord, Retraining } from '../store/experiment-record.ts';
import type { ReadTraining } from './trainings-of.ts';

/** @param ticket The path of the ticket, `trial-1/round-03`. @param number From 1, the oldest first. */
async function summary(ticket: string, number: number, retraining: Retraining, read: ReadTraining): Promise<TrainingSummary | null> {
  const place = parseTicketPath(ticket);
  const { change, sameBits, training } = retraining;
  // A record that cannot be read hides none of the others.
  const record = place && (await read(training).catch(() => null));
  if (!record) return null;
  const found = trainingSummary({ ...place, series: 'ticket', replicate: 0 }, training, record);
  return { ...found, role: `${ticket}/retraining-${String(number)}`, replicate: number, retraining: { change, sameBits } };
}

export async function retrainingsOf({ retrainings }: ExperimentRecord, read: ReadTraining): Promise<readonly TrainingSummary[]> {
  const all = Object.entries(retrainings).flatMap(([ticket, list]) => list.map((one, index) => summary(ticket, index + 1, one, read)));
  return (await Promise.all(all)).filter((one) => one !== null);
}

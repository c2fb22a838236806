/** The retrainings of an experiment's tickets that are finished. */
import { trainingSummary } from '../../lottery/results/training-summary.ts';
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import { retrainingWords } from './retraining-words.ts';
import type { ExperimentRecord, Retraining } from '../store/experiment-record.ts';
import { parseTicketName } from './ticket-name.ts';
import type { ReadTraining } from './trainings-of.ts';

async function summary(
  experiment: string,
  key: string,
  number: number,
  retraining: Retraining,
  read: ReadTraining,
): Promise<TrainingSummary | null> {
  const { trial, round } = parseTicketName(`${experiment}/${key}`);
  // What cannot be read is no reason to hide the rest.
  const record = await read(retraining.training).catch(() => null);
  if (!record) return null;
  const summary = trainingSummary({ trial, round, series: 'ticket', replicate: 0 }, retraining.training, record);
  return { ...summary, role: `${key}/retraining-${String(number)}`, replicate: number, retraining: retrainingWords(retraining) };
}

export async function retrainingsOf(
  { experiment, retrainings }: ExperimentRecord,
  read: ReadTraining,
): Promise<readonly TrainingSummary[]> {
  const all = Object.entries(retrainings).flatMap(([key, list]) =>
    list.map((one, index) => summary(experiment, key, index + 1, one, read)),
  );
  return (await Promise.all(all)).filter((one) => one !== null);
}

/** The retrainings of an experiment's tickets that are finished. */
import { trainingSummary } from '../../lottery/results/training-summary.ts';
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import type { RetrainChange } from '../../shared/specs/retrain.ts';
import { formatCount } from '../../shared/text/format.ts';
import type { ExperimentRecord, Retraining } from '../store/experiment-record.ts';
import { parseTicketName } from './ticket.ts';
import type { ReadTraining } from './trainings-of.ts';

const seeded = (what: string, seed: number | undefined): string => (seed === undefined ? what : `${what}, seed ${String(seed)}`);

/** What was changed when a ticket was trained again, in a few words for tables. */
function changeWords({ weights, mask, seed, dataOrderSeed, iterations }: RetrainChange): string {
  const parts = [
    ...(weights === 'reinit' ? [seeded('random reinitialisation', seed)] : []),
    ...(mask === 'random' ? [seeded('random mask', seed)] : []),
    ...(dataOrderSeed === undefined ? [] : [`data order seed ${String(dataOrderSeed)}`]),
    ...(iterations === undefined ? [] : [`${formatCount(iterations)} iterations`]),
  ];
  return parts.length === 0 ? 'nothing changed' : parts.join(', ');
}

function retrainingWords({ change, sameBits }: Pick<Retraining, 'change' | 'sameBits'>): string {
  const words = changeWords(change);
  if (sameBits === null) return words;
  return `${words}: ${sameBits ? 'the same bits' : 'OTHER BITS'}`;
}

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

import * as vscode from 'vscode';
import { csvTable } from '../../shared/figures/figure/csv.ts';
import type { ExperimentDocument, TrainingSummary } from '../../shared/results/experiment.ts';
import type { ExperimentRef } from '../experiments/experiment-ref.ts';
import type { Services } from '../services.ts';
import { saveFile } from './save-file.ts';

const columns = [
  'role',
  'trial',
  'round',
  'series',
  'replicate',
  'earlyStopIteration',
  'censored',
  'earlyStopBound',
  'testAccuracyAtEarlyStop',
  'validationLossAtEarlyStop',
  'testAccuracyAtEnd',
  'trainAccuracyAtEnd',
] as const;

/** One line a training, every number in full. */
function csv({ trainings, rounds }: ExperimentDocument): string {
  const remaining = new Map(rounds.map((round) => [round.round, round.remaining]));
  const row = (training: TrainingSummary): string[] => [
    ...columns.map((name) => String(training[name] ?? '')),
    String(remaining.get(training.round) ?? ''),
  ];
  return csvTable([[...columns, 'remaining'], ...trainings.map(row)]);
}

/** Saves an experiment's numbers for other programs. */
export async function exportCsv({ library, log }: Services, ref: ExperimentRef): Promise<void> {
  const document = await library.document(ref);
  if (document)
    await saveFile(
      log,
      `${ref.experiment}.csv`,
      { [vscode.l10n.t('Comma-separated values')]: ['csv'] },
      new TextEncoder().encode(csv(document)),
    );
}

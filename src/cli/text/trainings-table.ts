/** Single trainings, a line each. */
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import { retrainingWords } from '../../shared/results/retraining.ts';
import { trainingStop } from '../../shared/results/series-words.ts';
import { table } from './table.ts';
import { accuracy } from './words.ts';

export interface NamedTraining {
  readonly name: string;
  readonly training: TrainingSummary;
}

export function trainingsTable(trainings: readonly NamedTraining[]): string {
  return table<NamedTraining>(
    [
      { title: 'training', cell: ({ name }) => name },
      { title: 'early stop', align: 'right', cell: ({ training }) => trainingStop(training) },
      { title: 'test accuracy there', align: 'right', cell: ({ training }) => accuracy(training.testAccuracyAtEarlyStop) },
      { title: 'at end', align: 'right', cell: ({ training }) => accuracy(training.testAccuracyAtEnd) },
      { title: 'training accuracy', align: 'right', cell: ({ training }) => accuracy(training.trainAccuracyAtEnd) },
    ],
    trainings,
  );
}

export const retrainingName = ({ role, retraining }: TrainingSummary): string =>
  `retrained: ${retraining ? retrainingWords(retraining) : role}`;

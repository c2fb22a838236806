/** All evaluations of an experiment as one tidy table: one row an evaluation, every digit. docs/formats.md has the columns. */
import { csvTable } from '../../shared/figures/csv.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import type { Evaluation } from '../../shared/specs/training.ts';
import { exportedTrainings, type ExportedTraining, metricNames } from './evaluation-rows.ts';

const head = [
  ...['experiment', 'trial', 'round', 'remaining', 'series', 'replicate', 'retraining', 'iteration', 'earlyStop'],
  ...metricNames,
];

function row(experiment: string, training: ExportedTraining, evaluation: Evaluation): (string | number)[] {
  const { trial, round, remaining, series, replicate, earlyStopIteration } = training;
  const places = training.retraining ? [0, replicate] : [replicate, ''];
  const isStop = evaluation.iteration === earlyStopIteration ? 1 : 0;
  const metrics = metricNames.map((name) => evaluation[name] ?? '');
  return [experiment, trial, round, remaining, series, ...places, evaluation.iteration, isStop, ...metrics];
}

export function evaluationsCsv(document: ExperimentDocument): string {
  const rows = exportedTrainings(document).flatMap((training) =>
    training.evaluations.map((evaluation) => row(document.experiment, training, evaluation)),
  );
  return csvTable([head, ...rows]);
}

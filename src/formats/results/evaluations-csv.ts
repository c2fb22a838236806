/** All evaluations of an experiment, or of a sweep's, as one tidy table: one row an evaluation, every digit. docs/formats.md has the columns. */
import { memberSettings, parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import { csvTable } from '../../shared/figures/figure/csv.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import type { Evaluation } from '../../shared/specs/training.ts';
import { exportedTrainings, type ExportedTraining, metricNames } from './evaluation-rows.ts';

const columns = [
  ...['trial', 'round', 'remaining', 'series', 'replicate', 'retraining', 'iteration', 'earlyStop', 'earlyStopBound'],
  ...metricNames,
];

function row(training: ExportedTraining, evaluation: Evaluation): (string | number)[] {
  const { trial, round, remaining, series, replicate, earlyStopIteration, earlyStopBound } = training;
  const places = training.retraining ? [0, replicate] : [replicate, ''];
  const isStop = evaluation.iteration === earlyStopIteration ? 1 : 0;
  const metrics = metricNames.map((name) => evaluation[name] ?? '');
  return [trial, round, remaining, series, ...places, evaluation.iteration, isStop, earlyStopBound, ...metrics];
}

const settingsOf = (experiment: string): ReadonlyMap<string, string> => new Map(memberSettings(parseMemberName(experiment)?.values ?? ''));

/** Of the members of a sweep each row names its member and the settings in which they differ. */
export function evaluationsCsv(documents: readonly ExperimentDocument[]): string {
  const members = documents.map((document) => ({ document, settings: settingsOf(document.experiment) }));
  const keys = documents.length > 1 ? [...new Set(members.flatMap(({ settings }) => [...settings.keys()]))] : [];
  const rows = members.flatMap(({ document, settings }) => {
    const named = [document.experiment, ...keys.map((key) => settings.get(key) ?? '')];
    return exportedTrainings(document).flatMap((training) =>
      training.evaluations.map((evaluation) => [...named, ...row(training, evaluation)]),
    );
  });
  return csvTable([['experiment', ...keys.map((key) => `setting.${key}`), ...columns], ...rows]);
}

/**
 * MLflow's file store (mlflow.store.tracking.file_store): an experiment, a run a training, its metrics by iteration, the config as parameters.
 * Times of evaluations are not kept: the time of every metric is 0, its step is the iteration.
 */
import type { Config } from '../../shared/config/schema/schema.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import { sha256 } from '../../shared/specs/hash.ts';
import { type ExportedFile, textFile } from '../exported-ticket.ts';
import { exportedTrainings, type ExportedTraining, metricNames } from './evaluation-rows.ts';

/** JSON is YAML. */
const yaml = (values: Readonly<Record<string, unknown>>): string =>
  `${Object.entries(values)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join('\n')}\n`;

/** MLflow's own are 18 digits; the same name always gives the same. */
const experimentId = (experiment: string): string =>
  BigInt(`0x${sha256(experiment).slice(0, 14)}`)
    .toString()
    .padStart(18, '1');
const runId = (experiment: string, role: string): string => sha256(`${experiment}/${role}`).slice(0, 32);

function parametersOf({ training, seed, pruning, rewind }: Config, { trial, round, series, replicate, remaining }: ExportedTraining) {
  const { optimizer, learningRate, weightDecay, batchSize, iterations } = training;
  const { criterion, schedule } = pruning;
  const places = { trial, round, series, replicate, remaining };
  return { ...places, seed, optimizer, learningRate, weightDecay, batchSize, iterations, criterion, schedule, rewind };
}

const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function metricFiles(folder: string, { evaluations }: ExportedTraining): ExportedFile[] {
  return metricNames.flatMap((name) => {
    const lines = evaluations.flatMap((one) => (one[name] === undefined ? [] : [`0 ${one[name]} ${one.iteration}\n`]));
    return lines.length === 0 ? [] : [textFile(`${folder}/metrics/${name}`, lines.join(''))];
  });
}

function runFiles({ experiment, config }: ExperimentDocument, training: ExportedTraining): ExportedFile[] {
  const [id, run] = [experimentId(experiment), runId(experiment, training.role)];
  const folder = `${id}/${run}`;
  const meta = {
    ...{ artifact_uri: `./mlruns/${folder}/artifacts`, end_time: 0, entry_point_name: '', experiment_id: id, lifecycle_stage: 'active' },
    ...{ run_id: run, run_name: training.role, run_uuid: run, source_name: '', source_type: 4, source_version: '' },
    ...{ start_time: 0, status: 3, tags: [], user_id: 'winning-ticket' },
  };
  const parameters = Object.entries(parametersOf(config, training));
  return [
    textFile(`${folder}/meta.yaml`, yaml(meta)),
    ...metricFiles(folder, training),
    ...parameters.map(([key, value]) => textFile(`${folder}/params/${key}`, valueText(value))),
    textFile(`${folder}/artifacts/config.json`, `${JSON.stringify(config, null, 1)}\n`),
    textFile(`${folder}/tags/mlflow.runName`, training.role),
    textFile(`${folder}/tags/training`, training.hash),
  ];
}

/** Names begin at the folder that `mlflow ui --backend-store-uri` is given. */
export function mlflowFiles(document: ExperimentDocument): readonly ExportedFile[] {
  const { experiment } = document;
  const id = experimentId(experiment);
  const meta = { artifact_location: `./mlruns/${id}`, creation_time: 0, experiment_id: id, last_update_time: 0 };
  return [
    textFile(`${id}/meta.yaml`, yaml({ ...meta, lifecycle_stage: 'active', name: experiment })),
    ...exportedTrainings(document).flatMap((training) => runFiles(document, training)),
  ];
}

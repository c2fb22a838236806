/**
 * Event files of TensorBoard (event.proto, summary.proto), a folder a training: `lenet/trial-1/round-03/ticket`. Times of evaluations are not kept, so that
 * all events stand at time 0 and the horizontal axis is the iteration ("Step").
 */
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import type { Evaluation } from '../../shared/specs/training.ts';
import { fileName } from '../../shared/text/file-name.ts';
import { double, float, message, text, whole } from '../bytes/protobuf.ts';
import { record } from '../bytes/record-file.ts';
import type { ExportedFile } from '../exported-ticket.ts';
import { exportedTrainings, type ExportedTraining, metricNames } from './evaluation-rows.ts';

/** Groups of charts: `validation/loss`. */
const tags: Readonly<Record<(typeof metricNames)[number], string>> = {
  validationLoss: 'validation/loss',
  validationAccuracy: 'validation/accuracy',
  testLoss: 'test/loss',
  testAccuracy: 'test/accuracy',
  trainingLoss: 'training/loss',
  trainingAccuracy: 'training/accuracy',
};

const event = (fields: readonly Uint8Array[]): Uint8Array => record(Buffer.concat([double(1, 0), ...fields]));

function evaluationEvent(evaluation: Evaluation): Uint8Array {
  const values = metricNames.flatMap((name) => {
    const value = evaluation[name];
    return value === undefined ? [] : [message(1, [text(1, tags[name]), float(2, value)])];
  });
  return event([whole(2, evaluation.iteration), message(5, values)]);
}

function eventFile(experiment: string, { role, evaluations }: ExportedTraining): ExportedFile {
  const bytes = Buffer.concat([event([text(3, 'brain.Event:2')]), ...evaluations.map(evaluationEvent)]);
  return { name: `${fileName(experiment)}/${role}/events.out.tfevents.0.winning-ticket`, bytes };
}

export const tensorboardFiles = (document: ExperimentDocument): readonly ExportedFile[] =>
  exportedTrainings(document).map((training) => eventFile(document.experiment, training));

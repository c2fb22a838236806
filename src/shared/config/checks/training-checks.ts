import { formatNumber } from '../../text/format.ts';
import { type JsonObject, valueAt } from '../../text/json-value.ts';
import type { Finding } from '../reading/problem.ts';
import type { KnownData } from '../schema/known-data.ts';
import { isModel } from '../schema/network-schema.ts';
import type { Config } from '../schema/schema.ts';
import { scheduleCurve } from '../schema/training-schema.ts';
import { usesTfjs } from '../schema/uses-tfjs.ts';

/** `momentum` or `nesterov` written beside another optimiser is most likely meant, and would be ignored. */
export function checkMomentum({ training }: Config, raw: JsonObject): readonly Finding[] {
  if (training.optimizer === 'momentum') return [];
  return ['momentum', 'nesterov'].flatMap((key) => {
    const path = ['training', key];
    if (valueAt(raw, path) === undefined) return [];
    const message = `${key} has no effect with the optimizer "${training.optimizer}", only with "momentum".`;
    return [{ message, paths: [path, ['training', 'optimizer']], at: 'key', severity: 'warning' }];
  });
}

/** Validation must leave something to train on, and a batch must fit into what is left. */
export function checkDataSize({ training }: Config, data: KnownData | undefined): readonly Finding[] {
  if (!data) return [];
  const { batchSize, validationSize } = training;
  const images = formatNumber(data.trainImages);
  const paths = { validation: ['training', 'validationSize'], batch: ['training', 'batchSize'], dataset: ['dataset'] } as const;
  if (validationSize >= data.trainImages) {
    const message = `validationSize must be below ${images}, the number of training images, or nothing is left to train on.`;
    return [{ message, paths: [paths.validation, paths.dataset], at: 'value' }];
  }
  const left = data.trainImages - validationSize;
  if (batchSize <= left) return [];
  const message = `batchSize must be at most ${formatNumber(left)}: ${images} training images less ${formatNumber(validationSize)} for validation.`;
  return [{ message, paths: [paths.batch, paths.validation, paths.dataset], at: 'value' }];
}

/** The embedded engine reads no model file. */
export function checkEngine({ engine, network }: Config): readonly Finding[] {
  if (engine !== 'wasm' || !isModel(network)) return [];
  const message = 'The embedded engine cannot train a model file; leave out "engine", or take "tfjs".';
  return [{ message, paths: [['engine'], ['network']], at: 'value' }];
}

/** The embedded engine has no backends to choose from. */
export function checkBackend({ engine, network }: Config, raw: JsonObject): readonly Finding[] {
  if (usesTfjs({ engine, network }) || valueAt(raw, ['backend']) === undefined) return [];
  const message = `backend has no effect with the engine "${engine}", only with "tfjs".`;
  return [{ message, paths: [['backend'], ['engine']], at: 'key', severity: 'warning' }];
}

function checkSteps(steps: readonly { readonly after: number }[], iterations: number): readonly Finding[] {
  return steps.flatMap(({ after }, index): Finding[] => {
    const paths = [
      ['training', 'schedule', index, 'after'],
      ['training', 'schedule'],
      ['training', 'iterations'],
    ] as const;
    const before = steps[index - 1]?.after ?? 0;
    if (after <= before) return [{ message: `Steps must ascend: after must be above ${formatNumber(before)}.`, paths, at: 'value' }];
    if (after < iterations) return [];
    const message = `This step is never reached: a training has ${formatNumber(iterations)} iterations.`;
    return [{ message, paths, at: 'value', severity: 'warning' }];
  });
}

function checkWarmup({ schedule, warmup, iterations }: Config['training']): readonly Finding[] {
  const path = ['training', 'warmup'];
  if (warmup > 0 && !Array.isArray(schedule) && scheduleCurve(schedule).kind === 'one-cycle') {
    const message = 'One cycle begins with a rise of its own: leave warmup out, or change "start" and "rise" of the schedule.';
    return [{ message, paths: [path, ['training', 'schedule']], at: 'value' }];
  }
  if (warmup <= iterations) return [];
  const message = `The warm-up is longer than a training, which has ${formatNumber(iterations)} iterations: the learning rate never reaches its full size.`;
  return [{ message, paths: [path, ['training', 'iterations']], at: 'value', severity: 'warning' }];
}

/** Steps of the schedule follow each other, and lie within the training; a curve and the warm-up fit together. */
export function checkLearningRate({ training }: Config): readonly Finding[] {
  const { schedule, iterations } = training;
  return [...(Array.isArray(schedule) ? checkSteps(schedule, iterations) : []), ...checkWarmup(training)];
}

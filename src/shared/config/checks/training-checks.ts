import { formatNumber } from '../../text/format.ts';
import { type JsonObject, valueAt } from '../../text/json-value.ts';
import type { Finding } from '../reading/problem.ts';
import type { KnownData } from '../schema/known-data.ts';
import { isModel } from '../schema/network-schema.ts';
import type { Config } from '../schema/schema.ts';
import { usesTfjs } from '../schema/uses-tfjs.ts';

/** `momentum` written beside another optimiser is most likely meant, and would be ignored. */
export function checkMomentum({ training }: Config, raw: JsonObject): readonly Finding[] {
  const path = ['training', 'momentum'];
  if (training.optimizer === 'momentum' || valueAt(raw, path) === undefined) return [];
  const message = `momentum has no effect with the optimizer "${training.optimizer}", only with "momentum".`;
  return [{ message, paths: [path, ['training', 'optimizer']], at: 'key', severity: 'warning' }];
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

/** Steps of the schedule follow each other, and lie within the training. */
export function checkLearningRate({ training: { schedule, warmup, iterations } }: Config): readonly Finding[] {
  const found: Finding[] = [];
  const long = formatNumber(iterations);
  schedule.forEach(({ after }, index) => {
    const paths = [
      ['training', 'schedule', index, 'after'],
      ['training', 'schedule'],
      ['training', 'iterations'],
    ] as const;
    const before = schedule[index - 1]?.after ?? 0;
    if (after <= before) found.push({ message: `Steps must ascend: after must be above ${formatNumber(before)}.`, paths, at: 'value' });
    else if (after >= iterations)
      found.push({ message: `This step is never reached: a training has ${long} iterations.`, paths, at: 'value', severity: 'warning' });
  });
  if (warmup > iterations)
    found.push({
      message: `The warm-up is longer than a training, which has ${long} iterations: the learning rate never reaches its full size.`,
      paths: [
        ['training', 'warmup'],
        ['training', 'iterations'],
      ],
      at: 'value',
      severity: 'warning',
    });
  return found;
}

import { formatNumber } from '../../text/format.ts';
import { type JsonObject, valueAt } from '../../text/json-value.ts';
import type { Finding } from '../problems/problem.ts';
import type { KnownData } from '../facts/known-data.ts';
import { isModel } from '../schema/network-schema.ts';
import { type Config, usesTfjs } from '../schema/schema.ts';
import { scheduleCurve } from '../schema/training-schema.ts';
import { t } from '../../text/language.ts';

/** `momentum` or `nesterov` written beside another optimiser is most likely meant, and would be ignored. */
export function checkMomentum({ training }: Config, raw: JsonObject): readonly Finding[] {
  if (training.optimizer === 'momentum') return [];
  return ['momentum', 'nesterov'].flatMap((key) => {
    const path = ['training', key];
    if (valueAt(raw, path) === undefined) return [];
    const message = t('{0} has no effect with the optimizer "{1}", only with "momentum".', key, training.optimizer);
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
    const message = t('validationSize must be below {0}, the number of training images, or nothing is left to train on.', images);
    return [{ message, paths: [paths.validation, paths.dataset], at: 'value' }];
  }
  const left = data.trainImages - validationSize;
  if (batchSize <= left) return [];
  const message = t(
    'batchSize must be at most {0}: {1} training images less {2} for validation.',
    formatNumber(left),
    images,
    formatNumber(validationSize),
  );
  return [{ message, paths: [paths.batch, paths.validation, paths.dataset], at: 'value' }];
}

/** The embedded engine reads no model file. */
export function checkEngine({ engine, network }: Config): readonly Finding[] {
  if (engine !== 'wasm' || !isModel(network)) return [];
  const message = t('The embedded engine cannot train a model file; leave out "engine", or take "tfjs".');
  return [{ message, paths: [['engine'], ['network']], at: 'value' }];
}

/** The embedded engine has no backends to choose from. */
export function checkBackend({ engine, network }: Config, raw: JsonObject): readonly Finding[] {
  if (usesTfjs({ engine, network }) || valueAt(raw, ['backend']) === undefined) return [];
  const message = t('backend has no effect with the engine "{0}", only with "tfjs".', engine);
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
    if (after <= before) return [{ message: t('Steps must ascend: after must be above {0}.', formatNumber(before)), paths, at: 'value' }];
    if (after < iterations) return [];
    const message = t('This step is never reached: a training has {0} iterations.', formatNumber(iterations));
    return [{ message, paths, at: 'value', severity: 'warning' }];
  });
}

function checkWarmup({ schedule, warmup, iterations }: Config['training']): readonly Finding[] {
  const path = ['training', 'warmup'];
  if (warmup > 0 && !Array.isArray(schedule) && scheduleCurve(schedule).kind === 'one-cycle') {
    const message = t('One cycle begins with a rise of its own: leave warmup out, or change "start" and "rise" of the schedule.');
    return [{ message, paths: [path, ['training', 'schedule']], at: 'value' }];
  }
  if (warmup <= iterations) return [];
  const message = t(
    'The warm-up is longer than a training, which has {0} iterations: the learning rate never reaches its full size.',
    formatNumber(iterations),
  );
  return [{ message, paths: [path, ['training', 'iterations']], at: 'value', severity: 'warning' }];
}

/** Steps of the schedule follow each other, and lie within the training; a curve and the warm-up fit together. */
export function checkLearningRate({ training }: Config): readonly Finding[] {
  const { schedule, iterations } = training;
  return [...(Array.isArray(schedule) ? checkSteps(schedule, iterations) : []), ...checkWarmup(training)];
}

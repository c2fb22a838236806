/** Split and statistics of a data set, which all trainings of a trial share. */
import { trainingData } from '../../data/training-data.ts';
import type { PreparedData } from '../../data/training-data.ts';
import type { Dataset } from '../../shared/samples.ts';
import type { TrainSpec } from '../../shared/training.ts';

/** Remembers the last one: a thread often trains the same trial again. */
export function preparedData(dataset: Dataset): (spec: TrainSpec) => PreparedData {
  let known: { readonly key: string; readonly data: PreparedData } | null = null;
  return (spec) => {
    const { splitSeed, validationSize, normalization } = spec;
    const key = JSON.stringify({ splitSeed, validationSize, normalization });
    if (known?.key !== key) known = { key, data: trainingData(dataset, spec) };
    return known.data;
  };
}

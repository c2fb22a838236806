/** Split and statistics of a data set, which all trainings of a trial share. */
import { trainingData } from '../../data/training-data.ts';
import type { PreparedData } from '../../data/training-data.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import type { TrainSpec } from '../../shared/specs/training.ts';

/** The part of a spec that says which data it reads. */
export type DataSpec = Pick<TrainSpec, 'dataset' | 'splitSeed' | 'validationSize' | 'normalization'>;

function named(datasets: readonly Dataset[], { dataset }: DataSpec): Dataset {
  const found = datasets.find(({ fingerprint }) => fingerprint === dataset.fingerprint);
  if (!found) throw new Error(`The data set ${dataset.fingerprint} is not loaded.`);
  return found;
}

/** Remembers the last one: a thread often trains the same trial again. */
export function preparedData(datasets: readonly Dataset[]): (spec: DataSpec) => PreparedData {
  let known: { readonly key: string; readonly data: PreparedData } | null = null;
  return (spec) => {
    const { splitSeed, validationSize, normalization, dataset } = spec;
    const key = JSON.stringify({ splitSeed, validationSize, normalization, dataset });
    if (known?.key !== key) known = { key, data: trainingData(named(datasets, spec), spec) };
    return known.data;
  };
}

/** How the inputs of a training were normalised, in numbers. */
import path from 'node:path';
import { columnStatisticsOf } from '../../data/normalization.ts';
import { splitTraining, trainingData } from '../../data/training-data.ts';
import type { InputNormalization } from '../../formats/exported-ticket.ts';
import { outputUnits } from '../../lottery/plan/resolve-network.ts';
import { transferredConfig } from '../../lottery/plan/training-spec.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import type { TrainSpec } from '../../shared/specs/training.ts';
import { readDataset, type ReadingFiles } from '../reading/read-files.ts';
import type { ExperimentRecord } from '../store/experiments/experiment-record.ts';

function statisticsOf(dataset: Dataset, spec: TrainSpec): InputNormalization {
  const { train } = dataset;
  if (spec.normalization.kind === 'per-feature') {
    const { trainingIndices } = splitTraining(train.count, spec.validationSize, spec.splitSeed);
    return { values: 'columns', ...columnStatisticsOf(train, trainingIndices) };
  }
  const { mean, standardDeviation } = trainingData(dataset, spec);
  return { values: train.values instanceof Uint8Array ? 'bytes' : 'floats', mean, standardDeviation };
}

type NamedDataset = Config['dataset'];

/** Reads data sets, each once. */
export class DataReader {
  private readonly known = new Map<string, Promise<Dataset>>();

  constructor(private readonly files: ReadingFiles) {}

  /** @throws ReadError where it cannot be read. */
  read(named: NamedDataset, classes: number | undefined, baseFolder: string): Promise<Dataset> {
    const key = JSON.stringify([named, classes, baseFolder]);
    const reading = this.known.get(key) ?? readDataset(this.files, named, classes, { baseFolder });
    this.known.set(key, reading);
    return reading;
  }
}

/** The experiment's own data set, or the one that tickets were transferred to. */
function datasetsOf(config: Config): readonly NamedDataset[] {
  const there = transferredConfig(config)?.dataset;
  return there === undefined ? [config.dataset] : [config.dataset, there];
}

/**
 * MNIST's numbers are fixed; all others come from the training part, so that the data set is read.
 * @returns null where no data set of the config is the one that was trained on.
 * @throws ReadError where it cannot be read.
 */
export async function inputNormalization(
  { config, configPath }: ExperimentRecord,
  spec: TrainSpec,
  reader: DataReader,
): Promise<InputNormalization | null> {
  const { normalization } = spec;
  if (normalization.kind === 'fixed')
    return { values: 'bytes', mean: normalization.mean, standardDeviation: normalization.standardDeviation };
  const baseFolder = configPath === null ? process.cwd() : path.dirname(configPath);
  for (const named of datasetsOf(config)) {
    const dataset = await reader.read(named, outputUnits(config.network), baseFolder);
    if (dataset.fingerprint === spec.dataset.fingerprint) return statisticsOf(dataset, spec);
  }
  return null;
}

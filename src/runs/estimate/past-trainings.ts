/** How fast this machine has trained before. */
import { cpus } from 'node:os';
import { parseRole } from '../../lottery/places/role.ts';
import { builtInData } from '../../shared/config/facts/known-data.ts';
import { networkSize } from '../../shared/network/parameters.ts';
import type { Hash, TrainingRecord } from '../../shared/specs/training.ts';
import type { ExperimentRecord } from '../store/experiments/experiment-record.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import { type Densities, roundDensities, trainingSeconds } from './training-seconds.ts';

/** This machine as an experiment's record describes it. */
export const thisMachine = (): ExperimentRecord['machine'] => ({
  platform: process.platform,
  architecture: process.arch,
  processor: cpus()[0]?.model ?? 'unknown',
});

/** A finished training as a measure of speed. */
export interface PastTraining {
  /** Prunable weights of the dense network. */
  readonly weights: number;
  /** Absent for the embedded engine. */
  readonly engine?: 'tfjs';
  /** Seconds by the model of `trainingSeconds`. */
  readonly expected: number;
  readonly seconds: number;
}

/** Trainings read of one experiment: enough for a mean over its rounds. */
const mostOfEach = 40;
const mostExperiments = 8;

/** An unknown data set is taken to be as large as MNIST. */
const usual = { train: 60_000, test: 10_000 };

/** As planned: which weights remain is not read. */
function densitiesOf({ network, config }: ExperimentRecord): readonly Densities[] {
  try {
    return roundDensities(network, config.pruning);
  } catch {
    return [];
  }
}

function pastTraining({ spec, seconds }: TrainingRecord, densities: Densities, { config }: ExperimentRecord): PastTraining {
  const images = { ...usual, train: builtInData(config.dataset)?.trainImages ?? usual.train };
  const expected = trainingSeconds({ network: spec.network, budget: spec, images, densities, engine: spec.engine });
  return { weights: networkSize(spec.network).weights, expected, seconds, ...(spec.engine === 'tfjs' && { engine: spec.engine }) };
}

const isFromHere = ({ machine }: ExperimentRecord): boolean => JSON.stringify(machine) === JSON.stringify(thisMachine());

/** Spread over the whole experiment, since its late rounds are the fast ones. */
function some(trainings: readonly (readonly [string, Hash])[]): readonly (readonly [string, Hash])[] {
  const step = Math.ceil(trainings.length / mostOfEach);
  return trainings.filter((_, index) => index % step === 0);
}

/** Experiments may share trainings: `seen` has those that are counted already. */
async function ofExperiment(store: StoreFolders, record: ExperimentRecord, seen: Set<Hash>): Promise<readonly PastTraining[]> {
  const densities = densitiesOf(record);
  const fresh = some(Object.entries(record.trainings)).filter(([, hash]) => !seen.has(hash) && seen.add(hash));
  const read = async ([role, hash]: readonly [string, Hash]): Promise<readonly PastTraining[]> => {
    const training = await store
      .training(hash)
      .record()
      .catch(() => null);
    return training ? [pastTraining(training, densities[parseRole(role)?.round ?? 0] ?? new Map(), record)] : [];
  };
  return (await Promise.all(fresh.map(read))).flat();
}

/** Trainings that this kind of machine has finished; what cannot be read is left out. */
export async function pastTrainings(store: StoreFolders): Promise<readonly PastTraining[]> {
  const folders = await store.experiments();
  const records = await Promise.all(folders.map((folder) => folder.record().catch(() => null)));
  const own = records
    .filter((record) => record !== null)
    .filter(isFromHere)
    .slice(-mostExperiments);
  const seen = new Set<Hash>();
  return (await Promise.all(own.map((record) => ofExperiment(store, record, seen)))).flat();
}

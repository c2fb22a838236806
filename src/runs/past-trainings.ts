/** How fast this machine has trained before. */
import type { PastTraining } from './store-reader.ts';
import type { ExperimentRecord } from './store/experiment-record.ts';
import type { StoreFolders } from './store/store-folders.ts';
import { thisMachine } from './this-machine.ts';
import { trainingWork } from './training-work.ts';
import { networkSize } from '../shared/network/network-size.ts';
import type { Hash, TrainingRecord } from '../shared/training.ts';

/** Of one experiment: enough for a mean over its rounds. */
const mostOfEach = 40;
const mostExperiments = 8;

function pastTraining({ spec, seconds }: TrainingRecord): PastTraining {
  const { weights, multiplications } = networkSize(spec.network);
  return { weights, work: trainingWork(multiplications, spec), seconds, ...(spec.engine === 'tfjs' && { engine: spec.engine }) };
}

const isFromHere = ({ machine }: ExperimentRecord): boolean => JSON.stringify(machine) === JSON.stringify(thisMachine());

/** Spread over the whole experiment, since its late rounds are the fast ones. */
function some(hashes: readonly Hash[]): readonly Hash[] {
  const step = Math.ceil(hashes.length / mostOfEach);
  return hashes.filter((_, index) => index % step === 0);
}

/** Trainings that this kind of machine has finished; what cannot be read is left out. */
export async function pastTrainings(store: StoreFolders): Promise<readonly PastTraining[]> {
  const folders = await store.experiments();
  const records = await Promise.all(folders.map((folder) => folder.record().catch(() => null)));
  const own = records
    .filter((record) => record !== null)
    .filter(isFromHere)
    .slice(-mostExperiments);
  const hashes = own.flatMap(({ trainings }) => some(Object.values(trainings)));
  const read = (hash: Hash): Promise<TrainingRecord | null> =>
    store
      .training(hash)
      .record()
      .catch(() => null);
  const trainings = await Promise.all([...new Set(hashes)].map(read));
  return trainings.filter((record) => record !== null).map(pastTraining);
}

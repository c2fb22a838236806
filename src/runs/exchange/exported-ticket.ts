/** Reads a ticket, or a control, with all that an export holds. */
import { version } from '../../../package.json';
import type { ExportedTicket, InputNormalization } from '../../formats/exported-ticket.ts';
import { fullMask, remaining, remainingCount } from '../../lottery/masks/mask.ts';
import type { Hash, TrainingRecord } from '../../shared/specs/training.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import type { Store } from '../library/store.ts';
import { storedTicket } from '../library/tickets/ticket.ts';
import type { ExperimentRecord } from '../store/experiments/experiment-record.ts';
import { StoreError } from '../store/files/store-error.ts';
import { type ExportId, exportName, parseExportName, trainingHashOf } from './export-name.ts';
import { type DataReader, inputNormalization } from './input-normalization.ts';
import { tell, ToldError } from '../../shared/text/told.ts';
import { t } from '../../shared/text/language.ts';

interface Hashes {
  readonly weights: Hash;
  readonly mask: Hash | null;
}

interface Start extends Hashes {
  readonly maskOfAll: Mask;
}

/** What is not in the store is null; what is damaged is an error. */
async function unlessMissing<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch((error: unknown) => {
    if (error instanceof StoreError && error.trouble === 'missing') return null;
    throw error;
  });
}

/** Controls and retrainings begin where their training says. */
const isTicket = ({ series, retraining }: ExportId): boolean => series === 'ticket' && retraining === undefined;

async function startOf(store: Store, record: ExperimentRecord, id: ExportId, training: TrainingRecord | null): Promise<Start> {
  if (isTicket(id)) {
    const {
      initialWeightsHash: weights,
      maskHash: mask,
      mask: maskOfAll,
    } = await storedTicket(record, id, store.tensors, store.readTraining);
    return { weights, mask, maskOfAll };
  }
  if (!training) throw new ToldError(tell('There is no training {0} in {1}, or it is not finished.', exportName(id), store.folder));
  const { weights, mask } = training.spec;
  return { weights, mask, maskOfAll: mask === null ? fullMask(record.network) : await store.tensors.mask(mask) };
}

async function trainingAt(store: Store, record: ExperimentRecord, id: ExportId): Promise<TrainingRecord | null> {
  const hash = trainingHashOf(record, id);
  return hash === undefined ? null : store.readTraining(hash);
}

async function denseWeights(store: Store, record: ExperimentRecord, { experiment, trial }: ExportId): Promise<Weights | null> {
  const dense = await trainingAt(store, record, { experiment, trial, round: 0, series: 'ticket', replicate: 0 });
  return dense && unlessMissing(store.tensors.weights(dense.spec.weights));
}

async function optimizerOf(store: Store, training: TrainingRecord | null): Promise<ExportedTicket['optimizer']> {
  if (training?.optimizerState === undefined) return null;
  return (await unlessMissing(store.tensors.optimizerState(training.optimizerState)))?.slots ?? null;
}

type Texts = Readonly<Record<string, string>>;

function provenanceOf(record: ExperimentRecord, id: ExportId, start: Start, training: TrainingRecord | null): Texts {
  const { experiment, trial, round, series, replicate } = id;
  const { config, network, engine, versions } = record;
  const places = { trial, round, series, replicate, seed: config.seed };
  const last = training?.evaluations.at(-1);
  return {
    ...{ ticket: exportName(id), experiment, ...textsOf(places) },
    ...textsOf({ remaining: remaining(start.maskOfAll), remainingWeights: remainingCount(start.maskOfAll) }),
    ...{ weightsHash: start.weights, maskHash: start.mask ?? '', trainingHash: trainingHashOf(record, id) ?? '' },
    ...textsOf({ iterations: training?.spec.iterations ?? '', testAccuracyAtEnd: last?.testAccuracy ?? '' }),
    ...{ normalization: JSON.stringify(training?.spec.normalization ?? null), network: JSON.stringify(network) },
    ...{ config: JSON.stringify(config), engine: engine.name, trainedBy: versions.program, exportedBy: version },
  };
}

const textsOf = (values: Readonly<Record<string, string | number>>): Texts =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));

/** Controls can be drawn again, so that a run keeps their weights only where it is asked to. */
async function startWeights(store: Store, id: ExportId, { weights }: Hashes): Promise<Weights> {
  if (isTicket(id)) return store.tensors.weights(weights);
  const kept = await unlessMissing(store.tensors.weights(weights));
  if (kept) return kept;
  throw new ToldError(
    tell("{0}: the store does not have its weights. Controls' are kept by a run with --keep-control-weights.", exportName(id)),
  );
}

interface FoundNormalization {
  readonly normalization: InputNormalization | null;
  /** Why it is not known. */
  readonly note: string | null;
}

const noData = (): string => t('The data set is not the one that it was trained on, so that whoever uses it must normalise its inputs.');

async function normalizationOf(record: ExperimentRecord, training: TrainingRecord | null, reader: DataReader): Promise<FoundNormalization> {
  if (!training) return { normalization: null, note: null };
  try {
    const normalization = await inputNormalization(record, training.spec, reader);
    return { normalization, note: normalization ? null : noData() };
  } catch (error) {
    return {
      normalization: null,
      note: t('Whoever uses it must normalise its inputs, since the data set cannot be read: {0}', ownWords(error)),
    };
  }
}

export interface ReadOptions {
  /** Present where the inputs' normalisation is wanted, for which the data set may have to be read. */
  readonly reader?: DataReader;
}

export interface ReadTicket {
  readonly ticket: ExportedTicket;
  /** What a person should know of it. */
  readonly notes: readonly string[];
}

/**
 * @param name `lenet/trial-1/round-05`, `lenet/trial-1/round-05/random-reinit-1` or `lenet/trial-1/round-05/retraining-1`.
 * @throws Error where there is none of that name, StoreError where its tensors cannot be read.
 */
export async function readTicket(store: Store, name: string, { reader }: ReadOptions = {}): Promise<ReadTicket> {
  const id = parseExportName(name);
  if (!id)
    throw new ToldError(
      tell(
        '"{0}" names no ticket. A ticket is named like lenet/trial-1/round-05, a control like lenet/trial-1/round-05/random-reinit-1, a retraining like lenet/trial-1/round-05/retraining-1.',
        name,
      ),
    );
  const record = await store.recordOf(id.experiment);
  const training = await trainingAt(store, record, id);
  const start = await startOf(store, record, id, training);
  const { normalization, note } = reader ? await normalizationOf(record, training, reader) : { normalization: null, note: null };
  const ticket: ExportedTicket = {
    name: exportName(id),
    network: record.network,
    mask: start.maskOfAll,
    start: await startWeights(store, id, start),
    initial: await denseWeights(store, record, id),
    trained: training && (await unlessMissing(store.tensors.weights(training.finalWeights))),
    optimizer: await optimizerOf(store, training),
    normalization,
    provenance: {
      ...provenanceOf(record, id, start, training),
      ...(normalization && { inputNormalization: JSON.stringify(normalization) }),
    },
  };
  return { ticket, notes: note === null ? [] : [note] };
}

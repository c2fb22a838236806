/** All experiments of a store as lists show them: from their indexes where these are up to date, else made anew, a few at a time. */
import { type ExperimentSummary, summaryOf } from '../../shared/results/experiment-summary.ts';
import type { ExperimentDocument, ExperimentState } from '../../shared/results/experiment.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import type { ExperimentFolder } from '../store/experiments/experiment-folder.ts';
import type { ExperimentRecord } from '../store/experiments/experiment-record.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import { turnsFor } from '../store/files/turns.ts';
import { type PartReaders, stateOf } from './document.ts';
import type { ExperimentEntry, ListedExperiment } from './store-reader.ts';
import { readWithLock, type RunnerAt } from './runner-at.ts';
import { makeSummary, readSummary } from './summary-index.ts';
import { troubleWords } from '../../shared/results/notices.ts';
import { inEnglish } from '../../shared/text/language.ts';
import { inEnglishWords, tellingsOf } from '../../shared/text/told.ts';

/** The store, as far as lists need it. */
interface Listed extends StoreFolders, Pick<PartReaders, 'readTraining' | 'readEvaluation' | 'readPartial'> {
  readonly keepsIndexes: () => boolean;
  /** null where there is no experiment in the folder. */
  entry(folder: ExperimentFolder): Promise<ExperimentEntry | null>;
  changedAt(experiment: string): Promise<number | null>;
  runnerAt(folder: ExperimentFolder): Promise<RunnerAt>;
  documentAt(folder: ExperimentFolder, record: ExperimentRecord, state: ExperimentState, readers: PartReaders): Promise<ExperimentDocument>;
}

const fewAtOnce = 8;

/** Whoever asks for many: each summary is made of all trainings of its experiment. */
const inTurn = turnsFor(fewAtOnce);

/** `Promise.all` with few at work at once, in order. */
async function mapFew<T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += fewAtOnce)
    results.push(...(await Promise.all(items.slice(from, from + fewAtOnce).map(map))));
  return results;
}

/** An index says how an experiment is while nobody runs it; who does is asked of the lock, which may be unreadable. */
function withLock(summary: ExperimentSummary, { runner, trouble }: RunnerAt): ExperimentSummary {
  const state: ExperimentState = 'running';
  const held = runner === null ? summary : { ...summary, state, row: { ...summary.row, state } };
  if (trouble === null) return held;
  const tellings = { ...held.told.noticed.tellings, ...tellingsOf([trouble]) };
  const noticed = { ...held.told.noticed, tellings, unreadableLock: true as const };
  const words = inEnglish(() => troubleWords(noticed));
  return { ...held, damage: [...held.damage, inEnglishWords(trouble)], trouble: words, told: { ...held.told, noticed } };
}

/** Evaluations are not kept: those of thousands of trainings would fill the memory. */
async function summaryNow(store: Listed, folder: ExperimentFolder): Promise<ExperimentSummary> {
  const { readTraining, readEvaluation, readPartial } = store;
  const readers = { readTraining, readEvaluation, readPartial, keepEvaluations: false };
  const summaryFor = (record: ExperimentRecord) =>
    inTurn(async () => summaryOf(await store.documentAt(folder, record, stateOf(record, false), readers)));
  return (await readSummary(store, folder)) ?? makeSummary(store, folder, summaryFor);
}

const isUnderWay = (summary: ExperimentSummary | null): boolean => summary?.state === 'interrupted';

/** @throws Error where there is none, StoreError where it cannot be read. */
export async function summaryAt(store: Listed, folder: ExperimentFolder): Promise<ExperimentSummary> {
  const { lock, found } = await readWithLock(
    () => store.runnerAt(folder),
    () => summaryNow(store, folder),
    isUnderWay,
  );
  return withLock(found, lock);
}

type Undated = Omit<ListedExperiment, 'changedAt'>;

/** Where the record is known from its index, it need not be read: that of a thousand trials has megabytes. */
async function listed(store: Listed, folder: ExperimentFolder): Promise<Undated | null> {
  const { lock, found: kept } = await readWithLock(
    () => store.runnerAt(folder),
    () => readSummary(store, folder),
    isUnderWay,
  );
  if (!kept) return listedAnew(store, folder);
  const summary = withLock(kept, lock);
  return {
    experiment: summary.experiment,
    state: summary.state,
    problem: null,
    runner: lock.runner,
    earlierOf: summary.earlierOf,
    summary,
  };
}

async function listedAnew(store: Listed, folder: ExperimentFolder): Promise<Undated | null> {
  const entry = await store.entry(folder);
  if (!entry || entry.problem !== null) return entry && { ...entry, summary: null };
  try {
    return { ...entry, summary: await summaryAt(store, folder) };
  } catch (error) {
    return { ...entry, problem: ownWords(error), summary: null };
  }
}

export async function overview(store: Listed): Promise<readonly ListedExperiment[]> {
  const all = await mapFew(await store.experiments(), async (folder): Promise<ListedExperiment | null> => {
    const one = await listed(store, folder);
    return one && { ...one, changedAt: await store.changedAt(one.experiment) };
  });
  return all.filter((one) => one !== null);
}

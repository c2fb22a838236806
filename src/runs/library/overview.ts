/** All experiments of a store as lists show them: from their indexes where these are up to date, else made anew, a few at a time. */
import { type ExperimentSummary, summaryOf } from '../../shared/results/experiment-summary.ts';
import type { ExperimentState } from '../../shared/results/experiment.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import type { ExperimentFolder, ExperimentRecord } from '../store/experiment-record.ts';
import { turnsFor } from '../store/turns.ts';
import { stateOf } from './document.ts';
import type { ListedExperiment } from './store-reader.ts';
import type { RunnerAt } from './runner-at.ts';
import type { Store } from './store.ts';
import { keepSummary, readSummary } from './summary-index.ts';
import { troubleWords } from '../../shared/results/notices.ts';
import { inEnglish } from '../../shared/text/language.ts';

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
  const noticed = { ...held.told.noticed, unreadableLock: true as const };
  const words = inEnglish(() => troubleWords(noticed));
  return { ...held, damage: [...held.damage, trouble], trouble: words, told: { ...held.told, noticed } };
}

/** Evaluations are not kept: those of thousands of trainings would fill the memory. */
function makeSummary(store: Store, folder: ExperimentFolder, record: ExperimentRecord): Promise<ExperimentSummary> {
  const { readTraining, readEvaluation, readPartial } = store;
  const readers = { readTraining, readEvaluation, readPartial, keepEvaluations: false };
  const make = () => inTurn(async () => summaryOf(await store.documentAt(folder, record, stateOf(record, false), readers)));
  return store.keepsIndexes() ? keepSummary(store, folder, record, make) : make();
}

/** @throws Error where there is none, StoreError where it cannot be read. */
export async function summaryAt(store: Store, folder: ExperimentFolder, lock: RunnerAt): Promise<ExperimentSummary> {
  const kept = await readSummary(store, folder);
  if (kept) return withLock(kept, lock);
  const record = await folder.record();
  if (!record) throw new Error(`There is no experiment in ${folder.folder}.`);
  return withLock(await makeSummary(store, folder, record), lock);
}

/** Where the record is known from its index, it need not be read: that of a thousand trials has megabytes. */
async function listed(store: Store, folder: ExperimentFolder): Promise<ListedExperiment | null> {
  const kept = await readSummary(store, folder);
  if (!kept) return listedAnew(store, folder);
  const lock = await store.runnerAt(folder);
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

async function listedAnew(store: Store, folder: ExperimentFolder): Promise<ListedExperiment | null> {
  const entry = await store.entry(folder);
  if (!entry || entry.problem !== null) return entry && { ...entry, summary: null };
  try {
    return { ...entry, summary: await summaryAt(store, folder, await store.runnerAt(folder)) };
  } catch (error) {
    return { ...entry, problem: ownWords(error), summary: null };
  }
}

export async function overview(store: Store): Promise<readonly ListedExperiment[]> {
  return (await mapFew(await store.experiments(), (folder) => listed(store, folder))).filter((one) => one !== null);
}

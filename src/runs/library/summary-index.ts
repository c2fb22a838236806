/**
 * summary.json beside an experiment's record: what lists show of it, so that a list need not read thousands of trainings.
 * It is a cache: believed only while every file that it was made of is as it was, made anew where it is missing, old or damaged,
 * and never asked for results. Where it cannot be written, lists take longer and nothing else happens.
 */
import { createHash } from 'node:crypto';
import { lstat, lstatSync, type Stats } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as z from 'zod';
import { version } from '../../../package.json';
import type { ExperimentSummary, ToldSummary } from '../../shared/results/experiment-summary.ts';
import { verdictLabels } from '../../shared/results/verdict/verdict.ts';
import type { ExperimentFolder } from '../store/experiments/experiment-folder.ts';
import type { ExperimentRecord } from '../store/experiments/experiment-record.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import { readLoosely } from '../store/files/versioned-file.ts';
import { writeAtomically } from '../store/files/write-atomically.ts';
import { tell, ToldError } from '../../shared/text/told.ts';

const headlineKind = z.enum(['winning', 'none', 'cannot-tell', 'pending', 'imported']);
const strings = z.array(z.string());
const state = z.enum(['running', 'finished', 'interrupted', 'cancelled', 'failed']);
const number = z.number().nullable();
const pointSchema = z.object({
  ...{ round: z.number(), remaining: z.number(), testAccuracy: number, earlyStopIteration: number, n: z.number(), planned: z.number() },
  earlyStopBound: z.enum(['exact', 'at-least', 'at-most', 'unknown']).nullable(),
});
const counts = { finishedTrainings: z.number(), plannedTrainings: z.number() };
/** Is believed where it has its digest. */
const toldSchema = z.custom<ToldSummary>(
  (value) => typeof value === 'object' && value !== null && 'headline' in value && 'noticed' in value,
);

const summarySchema = z.object({
  told: toldSchema,
  ...{ experiment: z.string(), state, failure: z.string().nullable(), damage: strings, trouble: z.string(), notices: strings, ...counts },
  headline: z.object({ kind: headlineKind, title: z.string(), text: z.string() }),
  ...{ star: z.enum(['full', 'half']).nullable(), network: z.string(), data: z.string() },
  ...{ headlineRemaining: number, method: strings, lastRound: z.number(), plannedRounds: z.number() },
  ...{ hasContent: z.boolean(), hasConfig: z.boolean() },
  earlierOf: z.object({ experiment: z.string(), replacedAt: z.string() }).nullable(),
  row: z.object({
    ...{ experiment: z.string(), values: z.string(), state, damagedFiles: z.number(), winningRound: number, ...counts },
    rounds: z.array(pointSchema),
    headline: z.object({ kind: headlineKind, label: z.enum(verdictLabels).nullable() }),
  }),
});

const indexSchema = z.object({
  version: z.literal(version),
  /** Files below the store that the summary was made of, beside the record; names that are not the store's are never looked at. */
  files: z.array(z.string().regex(/^(trainings\/[0-9a-f]{64}\/training\.json|evaluations\/[0-9a-f]{64}\.json)$/)),
  /** What the system says of the experiment's record. */
  record: z.string(),
  /** Digest of what it says of the record and of these files. */
  stamp: z.string(),
  summary: summarySchema,
  /** Digest of `summary.told`, which no schema describes in full. */
  toldDigest: z.string(),
});

const wordsOf = (stats: Stats): string => [stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join();

/** A file is as it was where its place on the disk, size and times are; what is missing has a stamp too. */
function stampOf(file: string): Promise<string> {
  return new Promise((resolve) => lstat(file, (error, stats) => resolve(error ? '-' : wordsOf(stats))));
}

function stampNow(file: string): string {
  try {
    const stats = lstatSync(file, { throwIfNoEntry: false });
    return stats ? wordsOf(stats) : '-';
  } catch {
    return '-';
  }
}

const atOnce = 64;
/** Milliseconds for so many files. */
const quick = 4;

/**
 * A disk of one's own answers in microseconds, a tenth of what a question costs that goes by Node's threads; so thousands of files are asked about at once, a
 * few at a time. A file system that lets its callers wait must not hold up the editor: as soon as it has, the threads ask.
 */
async function stampsOf(files: readonly string[]): Promise<readonly string[]> {
  const stamps: string[] = [];
  let isQuick = true;
  for (let from = 0; from < files.length; from += atOnce) {
    const some = files.slice(from, from + atOnce);
    const begun = performance.now();
    stamps.push(...(isQuick ? some.map(stampNow) : await Promise.all(some.map(stampOf))));
    isQuick &&= performance.now() - begun < quick;
    if (isQuick) await nextTurn();
  }
  return stamps;
}

/** @param recordStamp That of the experiment's record. */
async function digestOf(folders: StoreFolders, recordStamp: string, files: readonly string[]): Promise<string> {
  const stamps = await stampsOf(files.map((file) => path.join(folders.folder, file)));
  return createHash('sha256')
    .update([recordStamp, ...stamps].join('\n'))
    .digest('hex');
}

/** Everything that a document is made of, but the record itself. */
function filesOf({ trainings, evaluations, retrainings, segments = {} }: ExperimentRecord): readonly string[] {
  const again = Object.values(retrainings).flatMap((list) => list.map(({ training }) => training));
  const records = [...new Set([...Object.values(trainings), ...Object.values(segments).flat(), ...again])].map(
    (hash) => `trainings/${hash}/training.json`,
  );
  return [...records, ...Object.values(evaluations).map((hash) => `evaluations/${hash}.json`)];
}

const digestOfTold = ({ told }: ExperimentSummary): string => createHash('sha256').update(JSON.stringify(told)).digest('hex');

const indexFile = ({ folder }: ExperimentFolder): string => path.join(folder, 'summary.json');

type Index = z.output<typeof indexSchema>;

/** null where there is none, or none of the record as it is now. */
async function readIndex(folder: ExperimentFolder): Promise<Index | null> {
  const record = await stampOf(folder.recordFile);
  const read = indexSchema.safeParse(await readLoosely(indexFile(folder)));
  return read.success && read.data.record === record && digestOfTold(read.data.summary) === read.data.toldDigest ? read.data : null;
}

/** null where there is none that can be believed. */
export async function readSummary(folders: StoreFolders, folder: ExperimentFolder): Promise<ExperimentSummary | null> {
  const index = await readIndex(folder);
  if (!index) return null;
  return (await digestOf(folders, index.record, index.files)) === index.stamp ? index.summary : null;
}

/** What an experiment's record says of itself. */
export type RecordHead = Pick<ExperimentRecord, 'experiment' | 'state' | 'earlierOf'>;

/** Trainings may have changed since, which is no matter of the record: that of many trainings takes long to read. null where the index does not know it. */
async function readHead(folder: ExperimentFolder): Promise<RecordHead | null> {
  const index = await readIndex(folder);
  if (!index) return null;
  const { experiment, state, earlierOf } = index.summary;
  // It was made as if nobody held the lock.
  return { experiment, state: state === 'interrupted' ? 'running' : state, ...(earlierOf && { earlierOf }) };
}

/** A record of thousands of trainings is read again only where its file has changed. */
export class KnownHeads {
  /** By the record's file: what was last read of it, with the stamp that the file had before. */
  private readonly known = new Map<string, { readonly stamp: string; readonly head: RecordHead | null }>();

  /** null where there is no record. @throws StoreError where it is newer or damaged. */
  async of(folder: ExperimentFolder): Promise<RecordHead | null> {
    const stamp = await stampOf(folder.recordFile);
    const known = this.known.get(folder.recordFile);
    if (known?.stamp === stamp) return known.head;
    const read = (await readHead(folder)) ?? (await folder.record());
    const head = read && { experiment: read.experiment, state: read.state, ...(read.earlierOf && { earlierOf: read.earlierOf }) };
    this.known.set(folder.recordFile, { stamp, head });
    return head;
  }
}

/**
 * Makes a summary and keeps it. Every file is stamped before it is read, the record too, so that what changes meanwhile is seen next time.
 * @throws Error where there is no experiment, StoreError where it cannot be read.
 */
export async function makeSummary(
  folders: StoreFolders & { readonly keepsIndexes: () => boolean },
  folder: ExperimentFolder,
  make: (record: ExperimentRecord) => Promise<ExperimentSummary>,
): Promise<ExperimentSummary> {
  const recordStamp = await stampOf(folder.recordFile);
  const record = await folder.record();
  if (!record) throw new ToldError(tell('There is no experiment in {0}.', folder.folder));
  const files = filesOf(record);
  const stamp = await digestOf(folders, recordStamp, files);
  const summary = await make(record);
  if (!folders.keepsIndexes()) return summary;
  const index = JSON.stringify({ version, files, record: recordStamp, stamp, summary, toldDigest: digestOfTold(summary) });
  await writeAtomically(indexFile(folder), `${index}\n`, { durable: false }).catch(() => undefined);
  return summary;
}

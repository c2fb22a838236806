/**
 * summary.json beside an experiment's record: what lists show of it, so that a list need not read thousands of trainings.
 * It is a cache: believed only while every file that it was made of is as it was, made anew where it is missing, old or damaged,
 * and never asked for results. Where it cannot be written, lists take longer and nothing else happens.
 */
import { createHash } from 'node:crypto';
import { lstat, type Stats } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { version } from '../../../package.json';
import type { ExperimentSummary, ToldSummary } from '../../shared/results/experiment-summary.ts';
import { sha256 } from '../../shared/specs/hash.ts';
import type { ExperimentFolder, ExperimentRecord } from '../store/experiment-record.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import { readLoosely } from '../store/work-files.ts';
import { writeAtomically } from '../store/write-atomically.ts';

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
  headline: z.object({ kind: z.enum(['winning', 'none', 'cannot-tell', 'pending', 'imported']), title: z.string(), text: z.string() }),
  ...{ star: z.enum(['full', 'half']).nullable(), network: z.string(), data: z.string() },
  ...{ headlineRemaining: number, method: strings, lastRound: z.number(), plannedRounds: z.number() },
  ...{ hasContent: z.boolean(), hasConfig: z.boolean() },
  earlierOf: z.object({ experiment: z.string(), replacedAt: z.string() }).nullable(),
  row: z.object({
    ...{ experiment: z.string(), values: z.string(), state, damagedFiles: z.number(), winningRound: number, ...counts },
    rounds: z.array(pointSchema),
  }),
});

const indexSchema = z.object({
  version: z.literal(version),
  /** Files below the store that the summary was made of, the record first; names that are not the store's are never looked at. */
  files: z.array(z.string().regex(/^(trainings\/[0-9a-f]{64}\/training\.json|evaluations\/[0-9a-f]{64}\.json)$/)),
  /** Digest of what the system says of these files. */
  stamp: z.string(),
  summary: summarySchema,
  /** Digest of `summary.told`, which no schema describes in full. */
  toldDigest: z.string(),
});

/** A file is as it was where its place on the disk, size and times are; what is missing has a stamp too. */
export function stampOf(file: string): Promise<string> {
  const words = (stats: Stats): string => [stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join();
  return new Promise((resolve) => lstat(file, (error, stats) => resolve(error ? '-' : words(stats))));
}

const atOnce = 64;

async function digestOf(folders: StoreFolders, { recordFile }: ExperimentFolder, files: readonly string[]): Promise<string> {
  const digest = createHash('sha256').update(await stampOf(recordFile));
  for (let from = 0; from < files.length; from += atOnce) {
    const stamps = await Promise.all(files.slice(from, from + atOnce).map((file) => stampOf(path.join(folders.folder, file))));
    digest.update(`\n${stamps.join('\n')}`);
  }
  return digest.digest('hex');
}

/** Everything that a document is made of, but the record itself. */
function filesOf({ trainings, evaluations, retrainings, segments = {} }: ExperimentRecord): readonly string[] {
  const again = Object.values(retrainings).flatMap((list) => list.map(({ training }) => training));
  const records = [...new Set([...Object.values(trainings), ...Object.values(segments).flat(), ...again])].map(
    (hash) => `trainings/${hash}/training.json`,
  );
  return [...records, ...Object.values(evaluations).map((hash) => `evaluations/${hash}.json`)];
}

const digestOfTold = ({ told }: ExperimentSummary): string => sha256(JSON.stringify(told));

const indexFile = ({ folder }: ExperimentFolder): string => path.join(folder, 'summary.json');

/** null where there is none that can be believed. */
export async function readSummary(folders: StoreFolders, folder: ExperimentFolder): Promise<ExperimentSummary | null> {
  const read = indexSchema.safeParse(await readLoosely(indexFile(folder)));
  if (!read.success) return null;
  const { files, stamp, summary, toldDigest } = read.data;
  if (digestOfTold(summary) !== toldDigest) return null;
  return (await digestOf(folders, folder, files)) === stamp ? summary : null;
}

/** Makes a summary and keeps it. @param make Is called after the files were looked at, so that what changes meanwhile is seen next time. */
export async function keepSummary(
  folders: StoreFolders,
  folder: ExperimentFolder,
  record: ExperimentRecord,
  make: () => Promise<ExperimentSummary>,
): Promise<ExperimentSummary> {
  const files = filesOf(record);
  const stamp = await digestOf(folders, folder, files);
  const summary = await make();
  const index = JSON.stringify({ version, files, stamp, summary, toldDigest: digestOfTold(summary) });
  await writeAtomically(indexFile(folder), `${index}\n`, { durable: false }).catch(() => undefined);
  return summary;
}

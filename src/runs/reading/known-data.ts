/**
 * What the files of a config's data set hold, so that what does not fit them is said at its place in the config, before anything is trained. Data sets that have a name are
 * known without this.
 */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { labelled } from '../../data/notes.ts';
import { outputUnits } from '../../lottery/plan/resolve-network.ts';
import { datasetPaths } from '../../shared/config/reading/rebase-dataset-paths.ts';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { KnownData } from '../../shared/config/facts/known-data.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { canonicalJson } from '../../shared/specs/hash.ts';
import { readDataset, type ReadingFiles } from './read-files.ts';

/** A check that nobody waits for reads no more than this: about a second. */
export const quickBytes = 32 * 1024 * 1024;

/** So many files are looked at; a data set of more is large. */
const mostFiles = 2000;

interface Stamp {
  readonly bytes: number;
  /** Differs where any of the files was changed. */
  readonly words: string;
}

/** null where one is missing, or there are too many. */
function stampOf(files: readonly string[]): Stamp | null {
  let [bytes, words, left] = [0, '', mostFiles];
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats || left-- === 0) return null;
    if (stats.isDirectory()) waiting.push(...readdirSync(file, { withFileTypes: true }).map((one: Dirent) => path.join(file, one.name)));
    else if (stats.isFile()) [bytes, words] = [bytes + stats.size, `${words}${file}:${stats.size}:${stats.mtimeMs}\n`];
    else return null;
  }
  return { bytes, words };
}

const ownFiles = (dataset: DatasetConfig, baseFolder: string): readonly string[] =>
  typeof dataset === 'string' ? [] : datasetPaths(dataset).map((file) => path.resolve(baseFolder, file));

/** Configs with the same key, in the same folder, read the same data in the same way. */
export const dataKey = ({ dataset, network }: Config): string => canonicalJson([dataset, outputUnits(network) ?? null]);

/** Tells one state of the files of a small data set from all others; null where it has none, one is missing, or they are large. */
export function dataStamp(config: Config, baseFolder: string, mostBytes = quickBytes): string | null {
  const files = ownFiles(config.dataset, baseFolder);
  try {
    const stamp = files.length === 0 ? null : stampOf(files);
    return stamp && stamp.bytes <= mostBytes ? canonicalJson([dataKey(config), baseFolder, stamp.words]) : null;
  } catch {
    return null;
  }
}

/** @throws ReadError, as the run would. */
export async function readKnownData(files: ReadingFiles, { dataset, network }: Config, baseFolder: string): Promise<KnownData> {
  const read = await readDataset(files, dataset, outputUnits(network), { baseFolder });
  return { trainImages: read.train.count, classes: labelled(read), sampleShape: read.train.sampleShape };
}

/** What of a known data set is not in the cache yet. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataCacheFolder } from './cache-folder.ts';
import { knownDatasets } from './known-datasets.ts';
import type { DownloadableName, KnownFile } from './known-datasets.ts';

/** What the official archives unpack to. */
export const unpackedFolders: Readonly<Partial<Record<DownloadableName, string>>> = {
  'cifar-10': 'cifar-10-batches-bin',
  'cifar-100': 'cifar-100-binary',
};

/** Files one of which must be there; people may put the unpacked folder instead of the archive. */
const isThere = (folder: string, name: DownloadableName, file: KnownFile): boolean =>
  existsSync(join(folder, file.name)) || existsSync(join(folder, unpackedFolders[name] ?? file.name));

/** Files of the data set that are not in the cache. */
export function missingFiles(name: DownloadableName): readonly KnownFile[] {
  const folder = join(dataCacheFolder(), name);
  return knownDatasets[name].files.filter((file) => !isThere(folder, name, file));
}

export const totalBytes = (files: readonly KnownFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

/** Fetches what is missing of a known data set into the cache that all workspaces share. */
import { join } from 'node:path';
import { dataCacheFolder } from './cache-folder.ts';
import { download } from './download.ts';
import type { DownloadHooks } from './download.ts';
import type { DownloadableName } from './known-datasets.ts';
import { missingFiles, totalBytes } from './missing-files.ts';

/**
 * @param hooks Progress is over all missing files together.
 * @returns The folder; nothing is fetched where all is there.
 * @throws DataError; the AbortError of `signal`, after which the next call goes on where this one stopped.
 */
export async function fetchDataset(name: DownloadableName, hooks: DownloadHooks): Promise<string> {
  const folder = join(dataCacheFolder(), name);
  const missing = missingFiles(name);
  const total = totalBytes(missing);
  let before = 0;
  for (const file of missing) {
    await download(file, folder, { signal: hooks.signal, onProgress: (bytes) => hooks.onProgress(before + bytes, total) });
    before += file.bytes;
  }
  return folder;
}

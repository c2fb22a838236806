/** What of a known data set is not in the cache yet. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { type DownloadableName, knownDatasets, type KnownFile } from './known-datasets.ts';

// Where downloaded data sets lie, shared by all workspaces of a user.
function systemCache(): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  // A relative path means another place in every folder: the standard has it ignored.
  const named = (folder: string | undefined): string | null => (folder !== undefined && isAbsolute(folder) ? folder : null);
  if (process.platform === 'win32') return named(LOCALAPPDATA) ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return named(XDG_CACHE_HOME) ?? join(homedir(), '.cache');
}

/** WINNING_TICKET_DATA names another place, such as a shared disk. */
export function dataCacheFolder(): string {
  const chosen = process.env['WINNING_TICKET_DATA'];
  return chosen !== undefined && chosen !== '' ? chosen : join(systemCache(), 'winning-ticket', 'data');
}

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

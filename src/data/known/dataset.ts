/** A data set by its name, from the cache of downloads. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '../../shared/specs/samples.ts';
import { loadCifarDataset } from '../cifar/dataset.ts';
import { DataError } from '../data-error.ts';
import { type IdxFile, readIdxFiles } from '../idx.ts';
import { labelledImages } from '../labelled-images.ts';
import { type DownloadableName, knownDatasets } from './known-datasets.ts';
import { dataCacheFolder, missingFiles, unpackedFolders } from './missing-files.ts';
import { tell } from '../../shared/text/told.ts';

function checkThere(name: DownloadableName): string {
  const folder = join(dataCacheFolder(), name);
  const [missing] = missingFiles(name);
  if (missing === undefined) return folder;
  const remedy = tell(
    'run `winning-ticket data fetch {0}` or "Winning Ticket: Download Data Set...", or put {1} from {2} there',
    name,
    missing.name,
    missing.url,
  );
  throw new DataError(folder, tell('{0} is not on this machine: {1}', name, remedy));
}

async function loadFashionMnist(folder: string): Promise<Dataset> {
  const [trainImages, trainLabels, testImages, testLabels] = knownDatasets['fashion-mnist'].files.map(({ name, sha256 }): IdxFile => ({
    file: join(folder, name),
    sha256,
  }));
  if (!trainImages || !trainLabels || !testImages || !testLabels) throw new DataError(folder, tell('expected four files'));
  const [train, test] = await readIdxFiles([trainImages, trainLabels, testImages, testLabels]);
  return labelledImages('fashion-mnist', train, test, 10);
}

function loadCifar(name: 'cifar-10' | 'cifar-100', folder: string): Promise<Dataset> {
  const unpacked = join(folder, unpackedFolders[name] ?? '');
  const archive = join(folder, knownDatasets[name].files[0]?.name ?? '');
  return loadCifarDataset(
    { kind: 'cifar', path: existsSync(unpacked) ? unpacked : archive, classes: name === 'cifar-10' ? 10 : 100 },
    folder,
  );
}

/**
 * What was downloaded has been checked by its SHA-256 then; idx files are checked again here, for nothing.
 * @throws DataError that says which file to put where, and how to fetch it.
 */
export async function loadKnownDataset(name: DownloadableName): Promise<Dataset> {
  const folder = checkThere(name);
  return name === 'fashion-mnist' ? loadFashionMnist(folder) : loadCifar(name, folder);
}

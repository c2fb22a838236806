import { datasetsOf } from '../../shared/config/schema/datasets-of.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { downloadableNames } from './known-datasets.ts';
import type { DownloadableName } from './known-datasets.ts';
import { missingFiles } from './missing-files.ts';

/** The data sets with a name that a config needs, in its transfer and its sweep too, and that are not on this machine. */
export function missingDatasets(config: Config): readonly DownloadableName[] {
  const needed = datasetsOf(config);
  return downloadableNames.filter((name) => needed.includes(name) && missingFiles(name).length > 0);
}

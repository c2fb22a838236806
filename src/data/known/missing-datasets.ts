import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { sweepMembers } from '../../shared/config/sweep/sweep-members.ts';
import { type DownloadableName, downloadableNames } from './known-datasets.ts';
import { missingFiles } from './missing-files.ts';

const ofOne = ({ dataset, transfer }: Config): readonly DatasetConfig[] => (transfer?.dataset ? [dataset, transfer.dataset] : [dataset]);

/** All data sets that a config needs, each once: what it is trained on, where its tickets go, and those of every member of its sweep. */
export function datasetsOf(config: Config): readonly DatasetConfig[] {
  const members = sweepMembers(config, '').map((member) => member.config);
  const all = (members.length > 0 ? members : [config]).flatMap(ofOne);
  return [...new Map(all.map((dataset) => [JSON.stringify(dataset), dataset])).values()];
}

/** The data sets with a name that a config needs, in its transfer and its sweep too, and that are not on this machine. */
export function missingDatasets(config: Config): readonly DownloadableName[] {
  const needed = datasetsOf(config);
  return downloadableNames.filter((name) => needed.includes(name) && missingFiles(name).length > 0);
}

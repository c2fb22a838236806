import type { DatasetConfig } from './dataset-schema.ts';
import type { Config } from './schema.ts';
import { sweepMembers } from '../sweep/sweep-members.ts';

const ofOne = ({ dataset, transfer }: Config): readonly DatasetConfig[] => (transfer?.dataset ? [dataset, transfer.dataset] : [dataset]);

/** All data sets that a config needs, each once: what it is trained on, where its tickets go, and those of every member of its sweep. */
export function datasetsOf(config: Config): readonly DatasetConfig[] {
  const members = sweepMembers(config, '').map((member) => member.config);
  const all = (members.length > 0 ? members : [config]).flatMap(ofOne);
  return [...new Map(all.map((dataset) => [JSON.stringify(dataset), dataset])).values()];
}

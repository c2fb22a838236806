/** Data sets of one run, each read once. */
import { loadDataset } from '../../data/load-dataset.ts';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import { canonicalJson } from '../../shared/specs/hash.ts';
import type { Dataset } from '../../shared/specs/samples.ts';

export class DatasetCache {
  private readonly known = new Map<string, Promise<Dataset>>();

  /** As `loadDataset`. */
  load(dataset: DatasetConfig, baseFolder: string, builtInFolder: string, classes: number | undefined): Promise<Dataset> {
    const key = canonicalJson([dataset, baseFolder, builtInFolder, classes ?? null]);
    const found = this.known.get(key) ?? loadDataset(dataset, baseFolder, builtInFolder, classes);
    this.known.set(key, found);
    return found;
  }
}

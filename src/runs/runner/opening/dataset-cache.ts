import { outputUnits } from '../../../lottery/plan/resolve-network.ts';
import type { RunRequest } from '../../../shared/channel/runner-protocol.ts';
import type { DatasetConfig } from '../../../shared/config/schema/dataset-schema.ts';
import { canonicalJson } from '../../../shared/specs/hash.ts';
import type { DataNote, Dataset } from '../../../shared/specs/samples.ts';
import { readDataset, type ReadingFiles } from '../../reading/read-files.ts';

type Reader = Pick<RunRequest, 'config' | 'baseFolder'>;

/** Data sets of one run, or of all members of a sweep, each read once. */
export class DatasetCache {
  private readonly known = new Map<string, Promise<Dataset>>();
  private readonly told = new Set<Dataset>();

  constructor(
    private readonly files: ReadingFiles,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws ReadError; WorkCancelled where the run was stopped. */
  load(dataset: DatasetConfig, { config: { network }, baseFolder }: Reader): Promise<Dataset> {
    const classes = outputUnits(network);
    const key = canonicalJson([dataset, baseFolder, classes ?? null]);
    const found = this.known.get(key) ?? readDataset(this.files, dataset, classes, { baseFolder, signal: this.signal });
    this.known.set(key, found);
    return found;
  }

  /** Begins to read what a request is going to `load`, and tells whoever loads it what was wrong. */
  begin(request: Reader): void {
    void this.load(request.config.dataset, request).catch(() => undefined);
  }

  /** Notes about a data set; none when asked again, so that the members of a sweep report them once. */
  takeNotes(dataset: Dataset): readonly DataNote[] {
    if (this.told.has(dataset)) return [];
    this.told.add(dataset);
    return dataset.notes ?? [];
  }
}

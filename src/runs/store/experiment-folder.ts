/** experiments/<name>/: an experiment's record and its lock. */
import path from 'node:path';
import { readVersioned } from './read-versioned.ts';
import { experimentRecordSchema } from './experiment-record.ts';
import type { ExperimentRecord } from './experiment-record.ts';
import { writeAtomically } from './write-atomically.ts';

export class ExperimentFolder {
  constructor(readonly folder: string) {}

  get recordFile(): string {
    return path.join(this.folder, 'experiment.json');
  }

  get lockFile(): string {
    return path.join(this.folder, 'lock.json');
  }

  /** null where there is none. @throws StoreError where it is newer or damaged. */
  async record(): Promise<ExperimentRecord | null> {
    return (await readVersioned(this.recordFile, experimentRecordSchema)) as ExperimentRecord | null;
  }

  write(record: ExperimentRecord): Promise<void> {
    return writeAtomically(this.recordFile, `${JSON.stringify(record, null, 1)}\n`);
  }
}

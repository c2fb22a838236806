/** experiments/<name>/: the files of an experiment, and how its record is read, written and kept from loss. */
import { rename } from 'node:fs/promises';
import path from 'node:path';
import type { Network } from '../../../shared/network/network.ts';
import { networkSize } from '../../../shared/network/parameters.ts';
import { productOf } from '../../../shared/network/shapes.ts';
import { tell } from '../../../shared/text/told.ts';
import { makeAnew, StoreError } from '../files/store-error.ts';
import { entriesIn, refuseLinkedFolders } from '../files/store-files.ts';
import { readLoosely, readVersioned } from '../files/versioned-file.ts';
import { writeAtomically } from '../files/write-atomically.ts';
import { type ExperimentRecord, experimentRecordSchema } from './experiment-record.ts';
import { readStoredConfig } from './stored-config.ts';

/** A record may be a stranger's: a network of more weights, or pixels, than any memory holds is never worked with. */
const [mostWeights, mostFeatures] = [4_294_967_296, 268_435_456];

function isOfThisWorld(network: Network): boolean {
  const features = productOf(network.inputShape);
  try {
    const { weights } = networkSize(network);
    return Number.isSafeInteger(weights) && weights <= mostWeights && Number.isSafeInteger(features) && features <= mostFeatures;
  } catch {
    // A layer that lacks what makes its shapes.
    return false;
  }
}

const keptRetrainingsSchema = experimentRecordSchema.pick({ basis: true, retrainings: true });

/** Retrainings with the basis that they belong to. */
export type KeptRetrainings = Pick<ExperimentRecord, 'basis' | 'retrainings'>;

const damagedName = (number: number): string => `experiment.damaged-${String(number)}.json`;

export class ExperimentFolder {
  constructor(readonly folder: string) {}

  get recordFile(): string {
    return path.join(this.folder, 'experiment.json');
  }

  get lockFile(): string {
    return path.join(this.folder, 'lock.json');
  }

  /** What people have written about it, in Markdown; never deleted with it. */
  get notesFile(): string {
    return path.join(this.folder, 'notes.md');
  }

  /** A second copy of the retrainings, which nothing but the record names: damage to one of the files loses none. */
  get retrainingsFile(): string {
    return path.join(this.folder, 'retrainings.json');
  }

  /** null where there is none. @throws StoreError where it is newer or damaged. */
  async record(): Promise<ExperimentRecord | null> {
    const fields = await readVersioned(this.recordFile, experimentRecordSchema);
    if (!fields) return null;
    const read = readStoredConfig(fields.config);
    const wrong = 'wrong' in read ? read.wrong : isOfThisWorld(fields.network as Network) ? null : 'network';
    if (wrong !== null || 'wrong' in read)
      throw new StoreError(this.recordFile, 'damaged', tell('is damaged: "{0}" is not what such a file holds.', String(wrong)), {
        remedy: makeAnew,
      });
    return { ...fields, config: read.config } as ExperimentRecord;
  }

  write(record: ExperimentRecord): Promise<void> {
    return writeAtomically(this.recordFile, `${JSON.stringify(record, null, 1)}\n`);
  }

  writeRetrainings({ basis, retrainings }: KeptRetrainings): Promise<void> {
    return writeAtomically(this.retrainingsFile, `${JSON.stringify({ schemaVersion: 1, basis, retrainings }, null, 1)}\n`);
  }

  /** Retrainings of a record that cannot be read: out of their own file, else as far as the record still shows them; null where neither does. */
  async salvage(): Promise<KeptRetrainings | null> {
    for (const file of [this.retrainingsFile, this.recordFile]) {
      const found = keptRetrainingsSchema.safeParse(await readLoosely(file));
      if (found.success) return found.data as KeptRetrainings;
    }
    return null;
  }

  /** Renames a damaged record, so that a new one can be made and nothing of the old one is lost. @returns Its new name. */
  async setRecordAside(): Promise<string> {
    const taken = new Set((await entriesIn(this.folder)).map(({ name }) => name));
    let number = 1;
    while (taken.has(damagedName(number))) number++;
    await refuseLinkedFolders(this.recordFile);
    await rename(this.recordFile, path.join(this.folder, damagedName(number)));
    return damagedName(number);
  }
}

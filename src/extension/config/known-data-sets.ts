import type { KnownData } from '../../shared/config/facts/known-data.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { dataStamp, readKnownData } from '../../runs/reading/known-data.ts';
import { findReadingFiles } from '../../runs/reading/read-files.ts';
import { ownWords } from '../../shared/text/own-words.ts';

/** More configs are seldom open. */
const mostKept = 50;

/** The members of such a sweep have data sets of their own. */
const sweepsData = ({ sweep = {} }: Config): boolean => Object.keys(sweep).some((key) => key.split('.')[0] === 'dataset');

/** What the files hold, or why they cannot be read. */
export type LookedAt = { readonly data: KnownData } | { readonly failure: string };

/** What the small data files of open configs hold. Each state of the files is read once, in a thread. */
export class KnownDataSets {
  /** By the files' stamp; null while they are read. */
  private readonly known = new Map<string, LookedAt | null>();

  /** @param programFolder Holds the bundles. */
  constructor(private readonly programFolder: string) {}

  /** Undefined where nobody has read them. */
  of(config: Config, baseFolder: string): LookedAt | undefined {
    const stamp = sweepsData(config) ? null : dataStamp(config, baseFolder);
    return stamp === null ? undefined : (this.known.get(stamp) ?? undefined);
  }

  /** Resolves with whether more is known than before. */
  async read(config: Config, baseFolder: string): Promise<boolean> {
    const stamp = sweepsData(config) ? null : dataStamp(config, baseFolder);
    if (stamp === null || this.known.has(stamp)) return false;
    for (const oldest of [...this.known.keys()].slice(0, Math.max(0, this.known.size - mostKept))) this.known.delete(oldest);
    this.known.set(stamp, null);
    this.known.set(stamp, await this.lookAt(config, baseFolder));
    return true;
  }

  private async lookAt(config: Config, baseFolder: string): Promise<LookedAt> {
    try {
      return { data: await readKnownData(await findReadingFiles(this.programFolder), config, baseFolder) };
    } catch (error) {
      return { failure: ownWords(error) };
    }
  }
}

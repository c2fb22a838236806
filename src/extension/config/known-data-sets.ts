import type { KnownData } from '../../shared/config/facts/known-data.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { dataKey, dataStamp, readKnownData } from '../../runs/reading/known-data.ts';
import { findReadingFiles } from '../../runs/reading/read-files.ts';
import { ownWords } from '../../shared/text/own-words.ts';

/** More configs are seldom open. */
const mostKept = 50;

/** The members of such a sweep have data sets of their own. */
const sweepsData = ({ sweep = {} }: Config): boolean => Object.keys(sweep).some((key) => key.split('.')[0] === 'dataset');

/** What the files hold, or why they cannot be read. */
type LookedAt = { readonly data: KnownData } | { readonly failure: string };

/** The newest state of the files that has been looked at, or is. */
interface Known {
  readonly stamp: string;
  /** Of the state before while this one is read; null where there was none. */
  found: LookedAt | null;
}

const keyOf = (config: Config, baseFolder: string): string => `${baseFolder}\n${dataKey(config)}`;

/** What the small data files of open configs hold. Each state of the files is read once, in a thread. */
export class KnownDataSets {
  private readonly known = new Map<string, Known>();

  /** @param programFolder Holds the bundles. */
  constructor(private readonly programFolder: string) {}

  /** Undefined where nobody has read them, or could. Looks at no file, since a sweep asks for each of its members. */
  of(config: Config, baseFolder: string): KnownData | undefined {
    const found = this.known.get(keyOf(config, baseFolder))?.found;
    return found && 'data' in found ? found.data : undefined;
  }

  /** Why they cannot be read. */
  failuresOf(config: Config, baseFolder: string): readonly string[] {
    const found = this.known.get(keyOf(config, baseFolder))?.found;
    return found && 'failure' in found ? [found.failure] : [];
  }

  /** Resolves with whether something else is known than before. */
  async read(config: Config, baseFolder: string): Promise<boolean> {
    const key = keyOf(config, baseFolder);
    const before = this.known.get(key);
    const stamp = sweepsData(config) ? null : dataStamp(config, baseFolder);
    if (stamp === (before?.stamp ?? null)) return false;
    this.known.delete(key);
    if (stamp === null) return true;
    const now: Known = { stamp, found: before?.found ?? null };
    this.remember(key, now);
    now.found = await this.lookAt(config, baseFolder);
    return true;
  }

  private remember(key: string, known: Known): void {
    for (const oldest of [...this.known.keys()].slice(0, Math.max(0, this.known.size - mostKept))) this.known.delete(oldest);
    this.known.set(key, known);
  }

  private async lookAt(config: Config, baseFolder: string): Promise<LookedAt> {
    try {
      return { data: await readKnownData(await findReadingFiles(this.programFolder), config, baseFolder) };
    } catch (error) {
      return { failure: ownWords(error) };
    }
  }
}

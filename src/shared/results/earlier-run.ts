/** The runs of an experiment's earlier settings, each kept as an experiment of its own: `lenet@1a2b3c4d`. */
import { differenceWords, type SettingDifference } from '../config/facts/setting-differences.ts';
import { hashOf } from '../specs/hash.ts';
import { t } from '../text/language.ts';

/** In the record of such an experiment. */
export interface EarlierOf {
  /** The experiment whose settings were changed. */
  readonly experiment: string;
  /** When a run with other settings took its place; ISO 8601. */
  readonly replacedAt: string;
}

/** What a run says when it begins with other settings than those of the results that are there. */
export interface ReplacedSettings {
  readonly experiment: string;
  /** The name under which the results of before are kept; null where nothing had been finished. */
  readonly keptAs: string | null;
  /** Each with the earlier and the new value; empty where the data or the arithmetic have changed and no setting. */
  readonly differences: readonly SettingDifference[];
}

const shortest = 8;

/** The names that settings may have, shortest first; digits alone would be the name of a sweep's member. @param basis Of the record. */
export function earlierNames(experiment: string, basis: string): readonly string[] {
  const hash = hashOf(basis);
  const lengths = Array.from({ length: hash.length - shortest + 1 }, (_, index) => shortest + index);
  return lengths.map((length) => hash.slice(0, length)).flatMap((short) => (/[a-f]/.test(short) ? [`${experiment}@${short}`] : []));
}

const mostDifferences = 4;

/** "training.iterations 5000 to 2500, seed 1 to 2"; of many the first. */
function changeWords(differences: readonly SettingDifference[]): string {
  if (differences.length === 0) return t('Its data have changed');
  const named = differences.slice(0, mostDifferences).map(differenceWords).join(', ');
  const others = differences.length - mostDifferences;
  return t('Its settings have changed ({0})', others > 0 ? t('{0} and {1} more', named, others) : named);
}

/** "Its settings have changed (seed 1 to 2): the results of before are kept as lenet@1a2b3c4d." */
export function replacedWords({ experiment, keptAs, differences }: ReplacedSettings): string {
  const kept = keptAs === null ? t('nothing had been finished with the earlier ones') : t('the results of before are kept as {0}', keptAs);
  return `${experiment}: ${changeWords(differences)}; ${kept}.`;
}

/** The document of `list --json`. */
import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import type { HeadlineKind } from '../../shared/results/verdict/verdict.ts';
import { isoTime } from '../../shared/text/dates.ts';
import type { ExperimentEntry, ListedExperiment, StoreReader } from './store-reader.ts';

export interface ListedLine extends ExperimentEntry {
  readonly finishedTrainings: number | null;
  readonly plannedTrainings: number | null;
  readonly headline: string | null;
  /** What of it cannot be read; each begins with a path. */
  readonly damage: readonly string[];
  /** "1 training failed, 1 file cannot be read"; '' where all is well. */
  readonly trouble: string;
  /** When its record was last written, in ISO 8601, UTC; null where nobody knows. */
  readonly changedAt: string | null;
  /** What it trains, and on what; null where it cannot be read. */
  readonly network: string | null;
  readonly data: string | null;
  readonly verdict: HeadlineKind | null;
  /** Of the weights in its winning ticket, 0..1; null where there is none. */
  readonly winningRemaining: number | null;
  /** The sweep that it belongs to, if any. */
  readonly sweep: string | null;
}

export interface ListDocument {
  readonly schemaVersion: 1;
  readonly store: string;
  readonly experiments: readonly ListedLine[];
}

/** One damaged experiment does not hide the others. */
export function lineOf({ summary, changedAt, ...entry }: ListedExperiment): ListedLine {
  const sweep = parseMemberName(entry.experiment)?.sweep ?? null;
  const dated = { ...entry, changedAt: changedAt === null ? null : isoTime(changedAt), sweep };
  if (!summary) return { ...dated, ...nothingKnown };
  const { finishedTrainings, plannedTrainings, headline, damage, trouble, network, data, headlineRemaining } = summary;
  const numbers = { finishedTrainings, plannedTrainings, verdict: headline.kind, winningRemaining: headlineRemaining };
  return { ...dated, ...numbers, headline: headline.title, damage, trouble, network, data };
}

const nothingKnown = {
  ...{ finishedTrainings: null, plannedTrainings: null, headline: null, damage: [], trouble: '' },
  ...{ network: null, data: null, verdict: null, winningRemaining: null },
} as const;

/** Runs of earlier settings stand below their experiment, the newest first. */
export function inOrder(experiments: readonly ListedExperiment[]): readonly ListedExperiment[] {
  const owner = ({ experiment, earlierOf }: ListedExperiment): string => earlierOf?.experiment ?? experiment;
  const owners = [...new Set(experiments.map(owner))];
  const until = ({ earlierOf }: ListedExperiment): string => earlierOf?.replacedAt ?? '~';
  return owners.flatMap((name) =>
    experiments.filter((one) => owner(one) === name).toSorted((a, b) => (until(a) < until(b) ? 1 : until(a) > until(b) ? -1 : 0)),
  );
}

export const listDocument = async (store: StoreReader): Promise<ListDocument> => ({
  schemaVersion: 1,
  store: store.folder,
  experiments: inOrder(await store.overview()).map(lineOf),
});

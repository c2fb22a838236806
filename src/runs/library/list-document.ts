/** The document of `list --json`. */
import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import type { ExperimentEntry, ListedExperiment, StoreReader } from './store-reader.ts';

export interface ListedLine extends ExperimentEntry {
  readonly finishedTrainings: number | null;
  readonly plannedTrainings: number | null;
  readonly headline: string | null;
  /** What of it cannot be read; each begins with a path. */
  readonly damage: readonly string[];
  /** "1 training failed, 1 file cannot be read"; '' where all is well. */
  readonly trouble: string;
  /** The sweep that it belongs to, if any. */
  readonly sweep: string | null;
}

export interface ListDocument {
  readonly schemaVersion: 1;
  readonly store: string;
  readonly experiments: readonly ListedLine[];
}

/** One damaged experiment does not hide the others. */
export function lineOf({ summary, ...entry }: ListedExperiment): ListedLine {
  const sweep = parseMemberName(entry.experiment)?.sweep ?? null;
  if (!summary) return { ...entry, finishedTrainings: null, plannedTrainings: null, headline: null, damage: [], trouble: '', sweep };
  const { finishedTrainings, plannedTrainings, headline, damage, trouble } = summary;
  return { ...entry, finishedTrainings, plannedTrainings, headline: headline.title, damage, trouble, sweep };
}

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

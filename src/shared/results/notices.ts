/** What is wrong with an experiment, or worth knowing before its numbers are read: the same sentences in the terminal, the tree, the panel and the report. */
import type { ExperimentDocument } from './experiment.ts';

export interface Notice {
  readonly kind: 'damage';
  readonly text: string;
}

export function noticesOf({ damage }: Pick<ExperimentDocument, 'damage'>): readonly Notice[] {
  return damage.map((text) => ({ kind: 'damage', text }));
}

/** "1 file cannot be read", for a line that has no room for its path; '' where all can. */
export function damageWords(files: number): string {
  return files === 0 ? '' : `${String(files)} ${files === 1 ? 'file' : 'files'} cannot be read`;
}

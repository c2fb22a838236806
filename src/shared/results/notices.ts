/** What is wrong with an experiment, or worth knowing before its numbers are read: the same sentences in the terminal, the tree, the panel and the report. */
import { noteWords } from './data-notes.ts';
import { dataWarningWords } from './data-summary.ts';
import type { EmptiedLayer, ExperimentDocument, FailedTraining } from './experiment.ts';
import { pruningEndWords } from './pruning/pruning-end.ts';
import { trainingPlace } from './series-words.ts';

export interface Notice {
  readonly kind: 'damage' | 'failed' | 'degenerate' | 'data';
  readonly text: string;
}

type Noticed = Pick<ExperimentDocument, 'damage' | 'failedTrainings' | 'emptiedLayers' | 'pruningEnd' | 'data'>;

/** A thousand trials that fail alike need not be read one by one. */
const mostNamed = 10;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "Trial 2, round 3, random mask has failed: The loss became NaN ..." */
const failureWords = (failed: FailedTraining): string => `${capital(trainingPlace(failed))} has failed: ${failed.reason}`;

function failures({ failedTrainings }: Noticed): readonly string[] {
  const more = failedTrainings.length - mostNamed;
  const named = failedTrainings.slice(0, mostNamed).map(failureWords);
  return more > 0 ? [...named, `${String(more)} more trainings have failed.`] : named;
}

const emptiedWords = ({ layer, round, trials }: EmptiedLayer): string =>
  `Pruning has emptied layer ${layer} in round ${String(round)} (trial ${trials.join(', ')}): nothing passes through its weights any more.`;

/** What the data are warned of before training, for whoever looks during it or after it. */
function dataTexts({ data }: Noticed): readonly string[] {
  return [...(data?.warnings ?? []).map((warning) => `${capital(dataWarningWords(warning))}.`), ...(data?.notes ?? []).map(noteWords)];
}

export function noticesOf(document: Noticed): readonly Notice[] {
  const of = (kind: Notice['kind'], texts: readonly string[]): Notice[] => texts.map((text) => ({ kind, text }));
  return [
    ...of('failed', failures(document)),
    ...of('damage', document.damage),
    ...of('degenerate', document.emptiedLayers.map(emptiedWords)),
    ...of('data', dataTexts(document)),
    ...of('degenerate', document.pruningEnd ? [pruningEndWords(document.pruningEnd)] : []),
  ];
}

/** "1 file cannot be read", for a line that has no room for its path; '' where all can. */
export function damageWords(files: number): string {
  return files === 0 ? '' : `${String(files)} ${files === 1 ? 'file' : 'files'} cannot be read`;
}

/** "2 trainings failed, 1 file cannot be read": what a line behind a name has room for; '' where all is well. */
export function troubleWords({ failedTrainings, damage }: Noticed): string {
  const count = failedTrainings.length;
  const failed = count === 0 ? '' : `${String(count)} ${count === 1 ? 'training' : 'trainings'} failed`;
  return [failed, damageWords(damage.length)].filter((words) => words !== '').join(', ');
}

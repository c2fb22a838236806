/** What is wrong with an experiment, or worth knowing before its numbers are read: the same sentences in the terminal, the tree, the panel and the report. */
import { noteWords } from './data-notes.ts';
import { dataWarningWords } from './data-summary.ts';
import type { EmptiedLayer, ExperimentDocument, FailedTraining } from './experiment.ts';
import { pruningEndWords } from './pruning/pruning-end.ts';
import { trainingPlace } from './series-words.ts';
import { t } from '../text/language.ts';
import { plural } from '../text/plural.ts';
import { spoken } from '../text/told.ts';

export interface Notice {
  readonly kind: 'damage' | 'failed' | 'degenerate' | 'data';
  readonly text: string;
}

export interface Noticed extends Pick<ExperimentDocument, 'damage' | 'emptiedLayers' | 'pruningEnd' | 'data' | 'tellings'> {
  readonly failedTrainings: readonly Omit<FailedTraining, 'evaluations'>[];
  /** Where more have failed than are listed. */
  readonly failedCount?: number;
  /** Whether nobody can tell who runs it. */
  readonly unreadableLock?: true;
}

const failedCount = ({ failedTrainings, failedCount: count = failedTrainings.length }: Noticed): number => count;

/** A thousand trials that fail alike need not be read one by one. */
const mostNamed = 10;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "Trial 2, round 3, random mask has failed: The loss became NaN ..." */
const failureWords = (failed: Noticed['failedTrainings'][number], { tellings }: Noticed): string =>
  t('{0} has failed: {1}', capital(trainingPlace(failed)), spoken(failed.reason, tellings));

function failures(noticed: Noticed): readonly string[] {
  const more = failedCount(noticed) - mostNamed;
  const named = noticed.failedTrainings.slice(0, mostNamed).map((failed) => failureWords(failed, noticed));
  return more > 0 ? [...named, plural(more, { one: '{0} more trainings have failed.', other: '{0} more trainings have failed.' })] : named;
}

const emptiedWords = ({ layer, round, trials }: EmptiedLayer): string =>
  t(
    'Pruning has emptied layer {0} in round {1} (trial {2}): nothing passes through its weights any more.',
    ...[layer, round, trials.join(', ')],
  );

/** What the data are warned of before training, for whoever looks during it or after it. */
function dataTexts({ data }: Noticed): readonly string[] {
  return [...(data?.warnings ?? []).map((warning) => `${capital(dataWarningWords(warning))}.`), ...(data?.notes ?? []).map(noteWords)];
}

/** As much of an experiment as its notices need. */
export function noticedOf({ damage, emptiedLayers, pruningEnd, data, failedTrainings, tellings }: ExperimentDocument): Noticed {
  const named = failedTrainings.slice(0, mostNamed).map(({ evaluations: _, ...failed }) => failed);
  return {
    ...{ damage, emptiedLayers, data, failedTrainings: named, failedCount: failedTrainings.length },
    ...(pruningEnd && { pruningEnd }),
    ...(tellings && { tellings }),
  };
}

export function noticesOf(document: Noticed): readonly Notice[] {
  const of = (kind: Notice['kind'], texts: readonly string[]): Notice[] => texts.map((text) => ({ kind, text }));
  return [
    ...of('failed', failures(document)),
    ...of(
      'damage',
      document.damage.map((words) => spoken(words, document.tellings)),
    ),
    ...of('degenerate', document.emptiedLayers.map(emptiedWords)),
    ...of('data', dataTexts(document)),
    ...of('degenerate', document.pruningEnd ? [pruningEndWords(document.pruningEnd)] : []),
  ];
}

/** "1 file cannot be read", for a line that has no room for its path; '' where all can. */
export function damageWords(files: number): string {
  return files === 0 ? '' : plural(files, { one: '{0} file cannot be read', other: '{0} files cannot be read' });
}

/** "2 trainings failed, 1 file cannot be read": what a line behind a name has room for; '' where all is well. */
export function troubleWords(noticed: Noticed): string {
  const { damage } = noticed;
  const count = failedCount(noticed);
  const failed = count === 0 ? '' : plural(count, { one: '{0} training failed', other: '{0} trainings failed' });
  const lock = noticed.unreadableLock ? t('its lock cannot be read') : '';
  return [failed, damageWords(damage.length), lock].filter((words) => words !== '').join(', ');
}

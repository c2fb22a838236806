/** What was noticed about a data set while it was read, in words. */
import type { DataFacts, DataNote } from '../specs/samples.ts';
import type { DataWarning } from './data-summary.ts';
import { formatCount, formatThreeDigits } from '../text/format.ts';
import { escaped } from '../text/plain-text.ts';
import { t } from '../text/language.ts';
import { plural } from '../text/plural.ts';

const some = (labels: readonly number[]): string => `${labels.slice(0, 5).join(', ')}${labels.length > 5 ? ', ...' : ''}`;

function leftOut({ folder, endings, hidden }: Extract<DataNote, { kind: 'left-out' }>): string {
  const kinds = Object.entries(endings).map(([ending, count]) => `${formatCount(count)} ${escaped(ending)}`);
  const all = hidden > 0 ? [...kinds, t('{0} hidden', formatCount(hidden))] : kinds;
  return t('{0}: files that are not read: {1}; only PNG images in the folders of the classes are.', escaped(folder), all.join(', '));
}

/** Hidden files are nothing to worry about. */
export const isWarning = (note: DataNote): boolean => note.kind !== 'left-out' || Object.keys(note.endings).length > 0;

export function noteWords(note: DataNote): string {
  switch (note.kind) {
    case 'counted-header':
      return t(
        '{0}: line 1 counts its columns and is taken for a header; if it is a sample, set dataset.header to "no".',
        escaped(note.file),
      );
    case 'left-out':
      return leftOut(note);
    case 'absent-classes':
      return note.part === 'train'
        ? plural(
            note.labels.length,
            { one: 'One of the classes has no training sample: {1}.', other: '{0} of the classes have no training sample: {1}.' },
            some(note.labels),
          )
        : plural(
            note.labels.length,
            { one: 'One of the classes has no test sample: {1}.', other: '{0} of the classes have no test sample: {1}.' },
            some(note.labels),
          );
    case 'spare-outputs':
      return t(
        'The labels are 0 to {0}, and the last layer has {1} units: {2} are enough.',
        ...[note.classes - 1, formatCount(note.outputs), formatCount(note.classes)],
      );
    case 'constant-inputs':
      return t('All inputs of the training samples are {0}: there is nothing to learn from.', note.value);
    case 'wide-column':
      return t(
        'Column {0} has a range of {1}, others of {2} or less: all columns are normalised together here, so these vanish beside it. Leave out "normalization": "per-channel" of the data set.',
        ...[escaped(note.column.slice(0, 40)), formatThreeDigits(note.range), formatThreeDigits(note.usualRange)],
      );
    case 'same-samples':
      return t('The test set is the training set: its accuracy says nothing of new samples.');
    case 'unlike-ranges':
      return t(
        'The inputs of the test set have {0} times the range of those of the training set: the two seem to be on different scales.',
        formatThreeDigits(note.times),
      );
  }
}

/** "200 training and 50 test samples of 8 x 8, 10 classes". */
export function factsWords({ trainingSamples, testSamples, sampleShape, classes }: DataFacts): string {
  const counts = [formatCount(trainingSamples), formatCount(testSamples), sampleShape.join(' x '), formatCount(classes)];
  return t('{0} training and {1} test samples of {2}, {3} classes', ...counts);
}

/** Whether a note about the same finding says more than this warning. */
export const isSaidByNotes = ({ kind }: DataWarning): boolean => kind === 'constant-input' || kind === 'wide-column';

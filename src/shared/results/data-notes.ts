/** What was noticed about a data set while it was read, in words. */
import type { DataFacts, DataNote } from '../specs/samples.ts';
import { formatCount, formatThreeDigits } from '../text/format.ts';
import { escaped } from '../text/plain-text.ts';

const some = (labels: readonly number[]): string => `${labels.slice(0, 5).join(', ')}${labels.length > 5 ? ', ...' : ''}`;

function leftOut({ folder, endings, hidden }: Extract<DataNote, { kind: 'left-out' }>): string {
  const kinds = Object.entries(endings).map(([ending, count]) => `${formatCount(count)} ${escaped(ending)}`);
  const all = hidden > 0 ? [...kinds, `${formatCount(hidden)} hidden`] : kinds;
  return `${escaped(folder)}: files that are not read: ${all.join(', ')}; only PNG images in the folders of the classes are.`;
}

/** Hidden files are nothing to worry about. */
export const isWarning = (note: DataNote): boolean => note.kind !== 'left-out' || Object.keys(note.endings).length > 0;

export function noteWords(note: DataNote): string {
  switch (note.kind) {
    case 'counted-header':
      return `${escaped(note.file)}: line 1 counts its columns and is taken for a header; if it is a sample, set dataset.header to "no".`;
    case 'left-out':
      return leftOut(note);
    case 'absent-classes': {
      const set = note.part === 'train' ? 'training' : 'test';
      const which = note.labels.length === 1 ? 'One of the classes has' : `${formatCount(note.labels.length)} of the classes have`;
      return `${which} no ${set} sample: ${some(note.labels)}.`;
    }
    case 'constant-inputs':
      return `All inputs of the training samples are ${note.value}: there is nothing to learn from.`;
    case 'wide-column':
      return (
        `Column ${escaped(note.column.slice(0, 40))} has a range of ${formatThreeDigits(note.range)}, others of ${formatThreeDigits(note.usualRange)} or less: ` +
        'all columns are normalised together here, so these vanish beside it. Leave out "normalization": "per-channel" of the data set.'
      );
  }
}

/** "200 training and 50 test samples of 8 x 8, 10 classes". */
export function factsWords({ trainingSamples, testSamples, sampleShape, classes }: DataFacts): string {
  return `${formatCount(trainingSamples)} training and ${formatCount(testSamples)} test samples of ${sampleShape.join(' x ')}, ${formatCount(classes)} classes`;
}

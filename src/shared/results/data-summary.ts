/** What a run knows of its data beyond their bytes: the best constant answer, and what is likely to go wrong. */
import type { Config } from '../config/schema/schema.ts';
import type { DataNote } from '../specs/samples.ts';
import { formatCount } from '../text/format.ts';
import { t } from '../text/language.ts';

export type DataWarning =
  /** All training samples have this label. */
  | { readonly kind: 'one-class'; readonly label: number }
  /** Labels that no training sample has. */
  | { readonly kind: 'class-only-in-test'; readonly labels: readonly number[] }
  /** All inputs of all training samples are the same number. */
  | { readonly kind: 'constant-input' }
  /** A column of a table beside which the others vanish under one normalisation of them all. */
  | { readonly kind: 'wide-column'; readonly column: string; readonly times: number }
  | { readonly kind: 'batch-of-one' };

export interface DataSummary {
  readonly testSamples: number;
  /** Share of the most frequent class of the test set, 0..1. */
  readonly bestConstantAccuracy: number;
  readonly warnings: readonly DataWarning[];
  /** Notes of reading the data that say more than the warnings; absent where there are none. */
  readonly notes?: readonly DataNote[];
}

const mostNamed = 5;

/** "3, 4 and 7 more". */
function listed(numbers: readonly number[]): string {
  const named = numbers.slice(0, mostNamed).map(String);
  const more = numbers.length - named.length;
  return more > 0 ? t('{0} and {1} more', named.join(', '), formatCount(more)) : named.join(', ');
}

export function dataWarningWords(warning: DataWarning): string {
  switch (warning.kind) {
    case 'one-class':
      return t('all training samples have the label {0}: one class is nothing to learn', warning.label);
    case 'class-only-in-test':
      return t('no training sample has the label {0}, and test samples have: these can never be right', listed(warning.labels));
    case 'constant-input':
      return t('all inputs of all training samples are the same number: they tell nothing of the labels');
    case 'wide-column':
      return t(
        'input column {0} spreads {1} times as wide as others do, and one normalisation of all columns drowns these: leave out "normalization": "per-channel"',
        warning.column,
        formatCount(warning.times),
      );
    case 'batch-of-one':
      return t('batch normalisation over batches of one sample leaves nothing of that sample: choose a larger training.batchSize');
  }
}

const tenThousand = (bestConstantAccuracy: number): DataSummary => ({ testSamples: 10_000, bestConstantAccuracy, warnings: [] });
const knownFacts: ReadonlyMap<Config['dataset'], DataSummary> = new Map([
  // 1,135 of the test images are ones.
  ['mnist', tenThousand(0.1135)],
  ['fashion-mnist', tenThousand(0.1)],
  ['cifar-10', tenThousand(0.1)],
  ['cifar-100', tenThousand(0.01)],
]);

/** Of the test sets of these; null for files of one's own. */
export const builtInSummary = (dataset: Config['dataset']): DataSummary | null => knownFacts.get(dataset) ?? null;

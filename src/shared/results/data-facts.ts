/** What a run knows of its data beyond their bytes: the best constant answer, and what is likely to go wrong. */
import type { Config } from '../config/schema/schema.ts';
import { formatCount } from '../text/format.ts';

export type DataWarning =
  /** All training samples have this label. */
  | { readonly kind: 'one-class'; readonly label: number }
  /** Labels that no training sample has. */
  | { readonly kind: 'class-only-in-test'; readonly labels: readonly number[] }
  /** All inputs of all training samples are the same number. */
  | { readonly kind: 'constant-input' }
  /** Columns of a table that hold one number each, counted from 1. */
  | { readonly kind: 'constant-columns'; readonly columns: readonly number[] }
  /** Columns of a table, counted from 1, whose standard deviations are `ratio` times apart, under one normalisation of them all. */
  | { readonly kind: 'unequal-scales'; readonly widest: number; readonly narrowest: number; readonly ratio: number }
  | { readonly kind: 'batch-of-one' };

export interface DataFacts {
  readonly testSamples: number;
  /** Share of the most frequent class of the test set, 0..1. */
  readonly bestConstantAccuracy: number;
  readonly warnings: readonly DataWarning[];
}

const mostNamed = 5;

/** "3, 4 and 7 more". */
function listed(numbers: readonly number[]): string {
  const named = numbers.slice(0, mostNamed).map(String);
  const more = numbers.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${formatCount(more)} more` : named.join(', ');
}

export function dataWarningWords(warning: DataWarning): string {
  switch (warning.kind) {
    case 'one-class':
      return `all training samples have the label ${String(warning.label)}: one class is nothing to learn`;
    case 'class-only-in-test':
      return `no training sample has the label ${listed(warning.labels)}, and test samples have: these can never be right`;
    case 'constant-input':
      return 'all inputs of all training samples are the same number: they tell nothing of the labels';
    case 'constant-columns':
      return `${warning.columns.length === 1 ? 'column' : 'columns'} ${listed(warning.columns)} of the inputs ${warning.columns.length === 1 ? 'holds' : 'hold'} one number only`;
    case 'unequal-scales':
      return (
        `input column ${String(warning.widest)} spreads ${formatCount(warning.ratio)} times as wide as column ${String(warning.narrowest)}, and one normalisation ` +
        'of all columns drowns the narrow one; "normalization": "per-feature" in "dataset" gives each its own'
      );
    case 'batch-of-one':
      return 'batch normalisation over batches of one sample leaves nothing of that sample: choose a larger training.batchSize';
  }
}

const tenThousand = (bestConstantAccuracy: number): DataFacts => ({ testSamples: 10_000, bestConstantAccuracy, warnings: [] });
const knownFacts: ReadonlyMap<Config['dataset'], DataFacts> = new Map([
  // 1,135 of the test images are ones.
  ['mnist', tenThousand(0.1135)],
  ['fashion-mnist', tenThousand(0.1)],
  ['cifar-10', tenThousand(0.1)],
  ['cifar-100', tenThousand(0.01)],
]);

/** Of the test sets of these; null for files of one's own. */
export const builtInFacts = (dataset: Config['dataset']): DataFacts | null => knownFacts.get(dataset) ?? null;

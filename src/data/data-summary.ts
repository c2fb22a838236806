/** What a run keeps of its data: the best constant answer on the test set, and what is likely to go wrong. */
import { allLayers, type Network } from '../shared/network/network.ts';
import { isWarning } from '../shared/results/data-notes.ts';
import type { DataSummary, DataWarning } from '../shared/results/data-summary.ts';
import type { DataNote, Dataset, Samples } from '../shared/specs/samples.ts';

function countsOf({ labels }: Samples, classes: number): Uint32Array {
  const counts = new Uint32Array(classes);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

function classWarnings(train: Uint32Array, test: Uint32Array): DataWarning[] {
  const trained = [...train.keys()].filter((label) => (train[label] ?? 0) > 0);
  const onlyInTest = [...test.keys()].filter((label) => (test[label] ?? 0) > 0 && (train[label] ?? 0) === 0);
  const [label, ...others] = trained;
  return [
    ...(label !== undefined && others.length === 0 ? [{ kind: 'one-class', label } as const] : []),
    ...(onlyInTest.length > 0 ? [{ kind: 'class-only-in-test', labels: onlyInTest } as const] : []),
  ];
}

function inputWarning(note: DataNote): DataWarning[] {
  if (note.kind === 'constant-inputs') return [{ kind: 'constant-input' }];
  if (note.kind !== 'wide-column' || note.usualRange <= 0) return [];
  return [{ kind: 'wide-column', column: note.column, times: note.range / note.usualRange }];
}

/** Batch normalisation subtracts the mean of the batch: of one sample in a fully connected layer nothing is left. */
function batchWarnings({ layers }: Network, batchSize: number): DataWarning[] {
  return batchSize === 1 && allLayers(layers).some(({ kind }) => kind === 'batch-normalization') ? [{ kind: 'batch-of-one' }] : [];
}

/** @param batchSize Of a training. */
export function dataSummary({ train, test, classes, notes = [] }: Dataset, network: Network, batchSize: number): DataSummary {
  const [trained, tested] = [countsOf(train, classes), countsOf(test, classes)];
  const more = notes.filter((note) => isWarning(note) && inputWarning(note).length === 0);
  return {
    testSamples: test.count,
    bestConstantAccuracy: Math.max(...tested) / test.count,
    warnings: [...classWarnings(trained, tested), ...notes.flatMap(inputWarning), ...batchWarnings(network, batchSize)],
    ...(more.length > 0 && { notes: more }),
  };
}

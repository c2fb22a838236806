import type { Config } from '../schema/schema.ts';

/** What is known of a data set without training on it. */
export interface KnownData {
  readonly trainImages: number;
  readonly classes: number;
  /** `[channels, height, width]`; without it, the shapes of a network's layers are not checked. */
  readonly sampleShape?: readonly number[];
}

/** Answers at once, for every config that a check comes across. */
export type LookUpData = (config: Config) => KnownData | undefined;

const known: ReadonlyMap<Config['dataset'], KnownData> = new Map([
  ['mnist', { trainImages: 60_000, classes: 10, sampleShape: [1, 28, 28] }],
  ['fashion-mnist', { trainImages: 60_000, classes: 10, sampleShape: [1, 28, 28] }],
  ['cifar-10', { trainImages: 50_000, classes: 10, sampleShape: [3, 32, 32] }],
  ['cifar-100', { trainImages: 50_000, classes: 100, sampleShape: [3, 32, 32] }],
]);

/** The data sets that have a name; files of one's own are known only to who has read them. */
export function builtInData(dataset: Config['dataset']): KnownData | undefined {
  return known.get(dataset);
}

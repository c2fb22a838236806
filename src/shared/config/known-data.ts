import type { Config } from './schema.ts';

/** What is known of a data set without training on it. */
export interface KnownData {
  readonly trainImages: number;
  readonly classes: number;
}

/** The built-in data sets; files of one's own are known only to who has read them. */
export function builtInData(dataset: Config['dataset']): KnownData | undefined {
  return dataset === 'mnist' ? { trainImages: 60_000, classes: 10 } : undefined;
}

import type { Config } from '../schema/schema.ts';

/** What is wrong with a config, and exactly where. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Path of keys and indices, e.g. ['training', 'learningrate']. */
  readonly path: readonly (string | number)[];
  /** Offset and length in the text that was checked (the outermost file, or its `extends` line). */
  readonly offset: number;
  readonly length: number;
}

export interface CheckedConfig {
  /** null where there is an error. */
  readonly config: Config | null;
  readonly problems: readonly Problem[];
}

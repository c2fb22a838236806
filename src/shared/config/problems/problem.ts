import type { JsonPath, JsonValue } from '../../text/json-value.ts';
import type { Config } from '../schema/schema.ts';

/** A change to the file that would put a problem right, at the key or value where the problem lies. */
export type Fix =
  | { readonly kind: 'rename-key'; readonly name: string }
  | { readonly kind: 'move-key'; readonly to: JsonPath }
  | { readonly kind: 'remove-key' }
  | { readonly kind: 'set-value'; readonly value: JsonValue }
  /** A data set with a name that is not on this machine. */
  | { readonly kind: 'fetch-data'; readonly dataset: string }
  /** A path that leads nowhere. */
  | { readonly kind: 'choose-path'; readonly isFolder: boolean };

/** What is wrong, by key; `locate` turns it into a Problem at its place in the text. */
export interface Finding {
  readonly message: string;
  /** Keys that take part, the most telling first: the Problem lies at the first one that the file itself holds. */
  readonly paths: readonly [JsonPath, ...JsonPath[]];
  /** Whether to underline the key or its value. */
  readonly at: 'key' | 'value';
  readonly severity?: 'warning';
  readonly fix?: Fix;
}

/** Nobody reads more of them, and each is searched for its place and for the key that was meant. */
export const mostFindings = 100;

/** What is wrong with a config, and exactly where. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Path of keys and indices, e.g. ['training', 'learningrate']. */
  readonly path: readonly (string | number)[];
  /** Offset and length in the text that was checked (the outermost file, or its `extends` line). */
  readonly offset: number;
  readonly length: number;
  readonly fix?: Fix;
  /** Where it lies in a value that was given beside the text, how that was written; offset and length then say nothing. */
  readonly override?: string;
}

export interface CheckedConfig {
  /** null where there is an error. */
  readonly config: Config | null;
  readonly problems: readonly Problem[];
}

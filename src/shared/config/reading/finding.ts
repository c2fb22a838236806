import type { JsonPath } from '../../text/json-value.ts';

/** What is wrong, by key; `locate` turns it into a Problem at its place in the text. */
export interface Finding {
  readonly message: string;
  /** Keys that take part, the most telling first: the Problem lies at the first one that the file itself holds. */
  readonly paths: readonly [JsonPath, ...JsonPath[]];
  /** Whether to underline the key or its value. */
  readonly at: 'key' | 'value';
  readonly severity?: 'warning';
}

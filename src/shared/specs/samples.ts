/** Labelled samples as they lie in memory: bytes of `sampleShape` per sample, or floats. Never normalised. */
export interface Samples {
  readonly count: number;
  readonly sampleShape: readonly number[];
  /** `count * product(sampleShape)` values. */
  /** May lie in a SharedArrayBuffer: loaded once a run, read by every worker. */
  readonly values: Uint8Array | Float32Array;
  readonly labels: Uint8Array | Uint16Array;
}

/** What a person should know of a data set before anything is trained on it. Words are made at the edge, by `noteWords`. */
export type DataNote =
  /** A first line that counts 0, 1, 2, ... was taken for names. */
  | { readonly kind: 'counted-header'; readonly file: string }
  /** Files among the images that were not read: by their endings, and hidden ones. */
  | { readonly kind: 'left-out'; readonly folder: string; readonly endings: Readonly<Record<string, number>>; readonly hidden: number }
  /** Classes without a sample. */
  | { readonly kind: 'absent-classes'; readonly part: 'train' | 'test'; readonly labels: readonly number[] }
  /** The network has more outputs than there are labels, from 0 to the largest. */
  | { readonly kind: 'spare-outputs'; readonly classes: number; readonly outputs: number }
  | { readonly kind: 'constant-inputs'; readonly value: number }
  /** A column beside which the others vanish, since all have one mean and one deviation. */
  | { readonly kind: 'wide-column'; readonly column: string; readonly range: number; readonly usualRange: number }
  /** The test set is the training set: what is memorised looks like what is learnt. */
  | { readonly kind: 'same-samples' }
  /** The inputs of the test set have so many times the range of those that are trained on, or a small part of it. */
  | { readonly kind: 'unlike-ranges'; readonly times: number };

/** How large a data set is, and what was noticed while it was read. */
export interface DataFacts {
  readonly trainingSamples: number;
  readonly testSamples: number;
  readonly sampleShape: readonly number[];
  readonly classes: number;
  readonly notes: readonly DataNote[];
}

/** A data set in memory, before any split. */
export interface Dataset {
  readonly name: string;
  readonly train: Samples;
  readonly test: Samples;
  readonly classes: number;
  /** SHA-256 over what the data set holds; part of every training's hash. */
  readonly fingerprint: string;
  readonly notes?: readonly DataNote[];
}

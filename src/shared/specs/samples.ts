/** Labelled samples as they lie in memory: bytes of `sampleShape` per sample, or floats. Never normalised. */
export interface Samples {
  readonly count: number;
  readonly sampleShape: readonly number[];
  /** `count * product(sampleShape)` values. */
  /** May lie in a SharedArrayBuffer: loaded once a run, read by every worker. */
  readonly values: Uint8Array | Float32Array;
  readonly labels: Uint8Array | Uint16Array;
}

/** A data set in memory, before any split. */
export interface Dataset {
  readonly name: string;
  readonly train: Samples;
  readonly test: Samples;
  readonly classes: number;
  /** SHA-256 over what the data set holds; part of every training's hash. */
  readonly fingerprint: string;
}

import type { DataJob, TrainingJob } from './jobs.ts';

/** A training on which a peer's forms are compared with each other, before it is compared with us. */
export interface Calibration {
  readonly data: DataJob;
  readonly training: TrainingJob;
}

/** A layer's run: its output for every sample of a batch, and the way back. */
import type { Parameters } from './tensors.ts';

/** One array of values a sample. */
export type Batch = readonly Float64Array[];

export interface Run {
  readonly output: Batch;
  /** From the gradient of the output to that of the input; adds those of parameters to `gradients`. */
  backward(gradient: Batch, gradients: Parameters): Batch;
}

/**
 * An iteration of a training; null for evaluations, where dropout does nothing and running statistics normalise.
 * 'batch-statistics': the batch's own statistics normalise, and dropout does nothing.
 */
export type Mode = { readonly iteration: number; readonly dropoutSeed: string } | 'batch-statistics' | null;

export const zerosOf = (batch: Batch): Float64Array[] => batch.map((values) => new Float64Array(values.length));

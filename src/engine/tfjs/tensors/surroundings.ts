import type { TensorFlow, TfTensor } from './tensorflow.ts';

/** All that a layer's run depends on beside its input. */
export interface Surroundings {
  readonly tf: TensorFlow;
  /** A parameter by its name, in TensorFlow's layout. */
  readonly tensor: (name: string) => TfTensor;
  /** An iteration of a training; null for evaluations, where dropout does nothing and running statistics normalise. */
  readonly mode: { readonly iteration: number; readonly dropoutSeed: string } | null;
  /** Given the new value of a running statistic in training. */
  readonly follow: (name: string, value: TfTensor) => void;
}

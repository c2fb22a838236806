/** What one pass does at one layer. */

export interface PassState {
  /** Samples of the pass, and groups of 4 that they fill. */
  readonly images: number;
  readonly groups: number;
  /** Of a training, from 1; null in evaluations. */
  readonly iteration: number | null;
}

export interface Step {
  forward(state: PassState): void;
  /** From the gradient of the output to that of the input, unless nobody wants it. */
  backward(state: PassState): void;
}

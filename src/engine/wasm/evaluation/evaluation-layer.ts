/** One layer of an evaluation: forward only, in the form that is fastest for it. */

/** 'lists' are the inputs that are not 0, sample by sample. */
export type EvaluationLayout = 'batch-first' | 'batch-last' | 'lists';

export interface LayerValues {
  /** PyTorch's layout; +0 where pruned. */
  readonly weight: Float32Array;
  /** One for each input: what the weights are multiplied by. */
  readonly factors: Float32Array;
  /** What each output's sum starts from. */
  readonly start: Float32Array;
}

export interface EvaluationLayer {
  readonly inputLayout: EvaluationLayout;
  readonly outputLayout: 'batch-first' | 'batch-last';
  /** Bytes of a batch-first row of outputs. */
  readonly outputRow: number;
  /** Writes what does not change, once the memory is there. */
  prepare(): void;
  /** Takes over new weights. */
  refresh(values: LayerValues): void;
  /** From a group's inputs at `input` (of lists: their starts) to outputs at `output`. */
  forward(input: number, output: number): void;
}

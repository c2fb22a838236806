/** How a batch lies in memory. */
export interface Geometry {
  readonly batch: number;
  /** Rows of batch-first arrays: the batch, rounded up to 4. */
  readonly rows: number;
  /** Bytes of a batch-last row: the batch rounded up to 16 floats, so 64 floats for a batch of 60. */
  readonly stride: number;
  /** Bytes of a batch-last row that forward kernels fill: passes of 5 vectors if they fit exactly, else of 4. */
  readonly width: number;
}

/** Samples of one group of an evaluation: 60 = 15 vectors = 3 passes of 5, whatever the batch of the training. */
export const evaluationGroup = 60;

export const roundUp = (value: number, unit: number): number => Math.ceil(value / unit) * unit;

/** Bytes of a batch-first row that kernels fill: 16 columns (a cache line) at a time. */
export const rowWidth = (units: number): number => roundUp(units, 16) * 4;

/**
 * Bytes from one batch-first row to the next. Long rows are an odd number of cache lines apart: the same columns of all rows, which is what
 * kernels walk through, then lie in all sets of the first cache and not in a few.
 */
export function rowBytes(units: number): number {
  const lines = rowWidth(units) / 64;
  return (lines > 4 && lines % 2 === 0 ? lines + 1 : lines) * 64;
}

export function geometryOf(batch: number): Geometry {
  const stride = roundUp(batch, 16) * 4;
  const vectors = Math.ceil(batch / 4);
  return { batch, rows: roundUp(batch, 4), stride, width: vectors % 5 === 0 ? vectors * 16 : stride };
}

// Weights in panels: `[outputs / 24][inputs][24]`, so that what a panel's outputs read of the weights stays in a near cache.

/** Outputs of one panel: six vectors, what fits into registers. */
export const panelOutputs = 24;

/** Bytes of one input's row in a panel. */
export const panelRow = panelOutputs * 4;

/** Bytes from one panel to the next. */
export const panelBytes = (inputs: number): number => inputs * panelRow;

/** Bytes of all panels; the last one may be in use in part only. */
export const panelsBytes = (inputs: number, outputs: number): number => inputs * roundUp(outputs, panelOutputs) * 4;

/** Where the weight from `input` to `output` lies, in floats. */
export const panelPlace = (inputs: number, input: number, output: number): number =>
  (output - (output % panelOutputs)) * inputs + input * panelOutputs + (output % panelOutputs);

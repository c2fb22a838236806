/** The kernels as WebAssembly exports them; see kernels/ for what each does. All arguments are numbers: addresses, strides in bytes, counts. */
type Kernel<Names extends readonly string[]> = (...args: { [K in keyof Names]: number }) => void;

export interface Kernels {
  readonly gatherBytesBatchLast: Kernel<['rows', 'samples', 'blocks', 'blockCount', 'scale', 'shift', 'out', 'stride']>;
  readonly gatherFloatsBatchLast: Kernel<['rows', 'samples', 'blocks', 'blockCount', 'scale', 'shift', 'out', 'stride']>;
  readonly gatherBytesBatchFirst: Kernel<['rows', 'samples', 'features', 'scale', 'shift', 'out', 'stride']>;
  readonly gatherFloatsBatchFirst: Kernel<['rows', 'samples', 'features', 'scale', 'shift', 'out', 'stride']>;
  readonly touchRows: Kernel<['rows', 'samples', 'bytes']>;
  readonly transpose: Kernel<['from', 'fromStride', 'rows', 'columns', 'to', 'toStride']>;
  readonly collect: Kernel<['offsets', 'count', 'dense', 'to']>;
  readonly spread: Kernel<['offsets', 'count', 'from', 'dense']>;
  readonly gemm: Kernel<['a', 'aRow', 'aColumn', 'b', 'bRow', 'c', 'cRow', 'start', 'rows', 'columns', 'inner', 'relu']>;
  readonly sparseForward: Kernel<['starts', 'offsets', 'values', 'bias', 'x', 'out', 'stride', 'width', 'live', 'liveCount', 'relu']>;
  readonly sparseInputGradient: Kernel<['starts', 'entries', 'values', 'dy', 'out', 'stride', 'width', 'live', 'liveCount']>;
  readonly sampledProduct: Kernel<['starts', 'offsets', 'x', 'dy', 'gradient', 'stride', 'width', 'live', 'liveCount', 'lanes']>;
  readonly biasGradientBatchLast: Kernel<['dy', 'stride', 'outputs', 'gradient']>;
  readonly biasGradientBatchFirst: Kernel<['dy', 'stride', 'samples', 'columns', 'gradient']>;
  readonly reluBiasGradientBatchLast: Kernel<['activation', 'dy', 'stride', 'live', 'liveCount', 'gradient']>;
  readonly clearWhereInactive: Kernel<['activation', 'gradient', 'bytes']>;
  readonly softmaxLoss: Kernel<['z', 'stride', 'classes', 'samples', 'labels', 'exps', 'sums', 'totals']>;
  readonly softmaxGradient: Kernel<['exps', 'sums', 'stride', 'classes', 'samples', 'labels', 'inverse', 'out']>;
  readonly adam: Kernel<['w', 'g', 'm', 'v', 'mask', 'bytes', 'numbers', 'rate', 'epsilon', 'decay']>;
  readonly sgd: Kernel<['w', 'g', 'mask', 'bytes', 'rate', 'decay']>;
  readonly momentum: Kernel<['w', 'g', 'v', 'mask', 'bytes', 'rate', 'factor', 'decay']>;
  readonly listNonzeros: Kernel<['rows', 'samples', 'features', 'scale', 'stride', 'starts', 'out']>;
  readonly transposeBytes: Kernel<['rows', 'samples', 'features', 'out', 'stride']>;
  readonly listNonzerosByFeature: Kernel<['columns', 'columnStride', 'samples', 'features', 'scale', 'stride', 'starts', 'out']>;
  readonly listNonzeroFloats: Kernel<['x', 'rowStride', 'rows', 'columns', 'stride', 'starts', 'out']>;
  readonly inputSparseForward: Kernel<['starts', 'samples', 'w', 'start', 'out', 'stride', 'width', 'relu']>;
  readonly inputSparseGradient: Kernel<['starts', 'features', 'shift', 'biasGradient', 'dy', 'gradient', 'stride', 'width']>;
  readonly shiftedBias: Kernel<['w', 'features', 'shift', 'bias', 'out', 'stride', 'width']>;
  readonly inputListProduct: Kernel<['starts', 'samples', 'panels', 'panelBytes', 'start', 'out', 'stride', 'outputs', 'relu']>;
  readonly weightListProduct: Kernel<['starts', 'outputs', 'x', 'start', 'out', 'stride', 'relu']>;
  readonly widenBytes: Kernel<['from', 'bytes', 'out']>;
  readonly listValues: Kernel<['values', 'stride', 'samples', 'units', 'rowBytes', 'starts', 'out']>;
}

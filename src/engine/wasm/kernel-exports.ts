/**
 * The kernels as WebAssembly exports them; see kernels/ for what each does. All arguments are numbers: addresses, strides in bytes, counts.
 * `...Paired`: the same bits, faster where V8 pairs vector operations and slower elsewhere.
 */
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
  readonly gemmPaired: Kernels['gemm'];
  readonly sparseForward: Kernel<['starts', 'offsets', 'values', 'bias', 'x', 'out', 'stride', 'width', 'live', 'liveCount', 'relu']>;
  readonly sparseForwardPaired: Kernels['sparseForward'];
  readonly sparseInputGradient: Kernel<['starts', 'entries', 'values', 'dy', 'out', 'stride', 'width', 'live', 'liveCount']>;
  readonly sampledProduct: Kernel<['starts', 'offsets', 'x', 'dy', 'gradient', 'stride', 'live', 'liveCount', 'lanes']>;
  readonly biasGradientBatchLast: Kernel<['dy', 'stride', 'outputs', 'gradient']>;
  readonly biasGradientBatchFirst: Kernel<['dy', 'stride', 'samples', 'columns', 'gradient']>;
  readonly reluBiasGradientBatchLast: Kernel<['activation', 'dy', 'stride', 'live', 'liveCount', 'gradient']>;
  readonly clearWhereInactive: Kernel<['activation', 'gradient', 'bytes']>;
  readonly softmaxLoss: Kernel<['z', 'stride', 'classes', 'samples', 'labels', 'exps', 'sums', 'totals']>;
  readonly softmaxGradient: Kernel<['exps', 'sums', 'stride', 'classes', 'samples', 'labels', 'inverse', 'out']>;
  readonly adam: Kernel<['w', 'g', 'm', 'v', 'bytes', 'numbers', 'rate', 'epsilon', 'decay']>;
  readonly sgd: Kernel<['w', 'g', 'mask', 'bytes', 'rate', 'decay']>;
  readonly momentum: Kernel<['w', 'g', 'v', 'mask', 'bytes', 'rate', 'factor', 'decay']>;
  readonly nesterov: Kernel<['w', 'g', 'v', 'mask', 'bytes', 'rate', 'factor', 'decay']>;
  readonly listNonzeros: Kernel<['rows', 'samples', 'features', 'scale', 'stride', 'starts', 'out']>;
  readonly transposeBytes: Kernel<['rows', 'samples', 'features', 'out', 'stride']>;
  readonly gatherByteRows: Kernel<['offsets', 'count', 'from', 'rowBytes', 'out']>;
  readonly listNonzerosByFeature: Kernel<['columns', 'columnStride', 'samples', 'features', 'scale', 'stride', 'starts', 'out']>;
  readonly listNonzeroFloats: Kernel<['x', 'rowStride', 'rows', 'columns', 'stride', 'starts', 'out']>;
  readonly inputSparseForward: Kernel<['starts', 'samples', 'w', 'start', 'out', 'stride', 'width', 'relu']>;
  readonly inputSparseForwardPaired: Kernels['inputSparseForward'];
  readonly inputSparseGradient: Kernel<['starts', 'features', 'shift', 'biasGradient', 'dy', 'gradient', 'stride', 'width']>;
  readonly inputSparseGradientPaired: Kernels['inputSparseGradient'];
  readonly panelGradient: Kernel<['starts', 'features', 'shift', 'biasGradient', 'dy', 'gradient', 'panelBytes', 'outputs']>;
  readonly panelGradientPaired: Kernels['panelGradient'];
  readonly shiftedBias: Kernel<['panels', 'panelBytes', 'shift', 'bias', 'out', 'outputs']>;
  readonly inputListProduct: Kernel<
    ['starts', 'toEnd', 'blocks', 'samples', 'panels', 'panelBytes', 'start', 'out', 'stride', 'outputs', 'relu']
  >;
  readonly inputListProductPaired: Kernels['inputListProduct'];
  readonly weightListProduct: Kernel<['starts', 'outputs', 'x', 'start', 'out', 'stride', 'relu']>;
  readonly widenBytes: Kernel<['from', 'bytes', 'out']>;
  readonly convolve: Kernel<
    ['taps', 'count', 'w', 'bias', 'x', 'out', 'outputs', 'plane', 'rows', 'columns', 'xRow', 'xStep', 'outRow', 'outStep', 'relu']
  >;
  readonly convolutionGradient: Kernel<
    ['taps', 'count', 'x', 'dy', 'groups', 'xGroup', 'dyGroup', 'filters', 'plane', 'rows', 'columns', 'xRow', 'xStep', 'dyRow', 'gradient']
  >;
  readonly sparseConvolve: Kernel<
    [
      'starts',
      'toNext',
      'blocks',
      'taps',
      'values',
      'bias',
      'x',
      'out',
      'outputs',
      'plane',
      'rows',
      'columns',
      'xRow',
      'xStep',
      'outRow',
      'outStep',
      'relu',
    ]
  >;
  readonly sparseConvolvePaired: Kernels['sparseConvolve'];
  readonly sparseConvolutionGradient: Kernel<
    [
      'starts',
      'taps',
      'x',
      'dy',
      'groups',
      'xGroup',
      'dyGroup',
      'filters',
      'plane',
      'rows',
      'columns',
      'xRow',
      'xStep',
      'dyRow',
      'gradient',
    ]
  >;
  readonly packFilters: Kernel<['values', 'outputs', 'count', 'packed']>;
  readonly packTransposedFilters: Kernel<['values', 'filters', 'channels', 'area', 'taps', 'count', 'packed']>;
  readonly gatherValues: Kernel<['order', 'count', 'values', 'to']>;
  readonly maxPool: Kernel<['x', 'out', 'channels', 'rows', 'columns', 'height', 'width', 'stride', 'xPlane', 'xRow', 'plane', 'row']>;
  readonly maxPoolGradient: Kernel<
    ['x', 'y', 'dx', 'dy', 'channels', 'rows', 'columns', 'height', 'width', 'stride', 'xPlane', 'xRow', 'plane', 'row']
  >;
  readonly averagePool: Kernel<['x', 'out', 'channels', 'rows', 'columns', 'height', 'width', 'stride', 'xPlane', 'xRow', 'plane', 'row']>;
  readonly averagePoolGradient: Kernel<
    ['dx', 'dy', 'channels', 'rows', 'columns', 'height', 'width', 'stride', 'xPlane', 'xRow', 'plane', 'row']
  >;
  readonly addArrays: Kernel<['a', 'b', 'out', 'bytes']>;
  readonly copyArray: Kernel<['from', 'to', 'bytes']>;
  readonly clearArray: Kernel<['to', 'bytes']>;
  readonly relu: Kernel<['x', 'out', 'bytes']>;
  readonly flatten: Kernel<['x', 'out', 'groups', 'group', 'channels', 'plane', 'rows', 'row', 'columns', 'stride']>;
  readonly unflatten: Kernel<['from', 'out', 'groups', 'group', 'channels', 'plane', 'rows', 'row', 'columns', 'stride']>;
  readonly gatherImages: Kernel<
    ['rows', 'moves', 'images', 'isBytes', 'channels', 'height', 'width', 'scale', 'shift', 'out', 'group', 'planeBytes', 'row']
  >;
  readonly channelSums: Kernel<['x', 'images', 'group', 'channels', 'plane', 'rows', 'row', 'columns', 'sums']>;
  readonly channelMoments: Kernel<['x', 'images', 'group', 'channels', 'plane', 'rows', 'row', 'columns', 'means', 'variances']>;
  readonly followMoments: Kernel<['means', 'variances', 'runningMeans', 'runningVariances', 'channels', 'momentum', 'correction']>;
  readonly inverseDeviations: Kernel<['variances', 'channels', 'epsilon', 'inverses']>;
  readonly normalize: Kernel<
    [
      'x',
      'out',
      'groups',
      'group',
      'channels',
      'plane',
      'rows',
      'row',
      'columns',
      'outGroup',
      'outPlane',
      'outRow',
      'means',
      'inverses',
      'scales',
      'shifts',
    ]
  >;
  readonly normalizeGradient: Kernel<
    [
      'x',
      'dy',
      'dx',
      'images',
      'group',
      'channels',
      'plane',
      'rows',
      'row',
      'columns',
      'means',
      'inverses',
      'scales',
      'scaleGradients',
      'shiftGradients',
      'moments',
    ]
  >;
  readonly dropout: Kernel<
    [
      'x',
      'out',
      'groups',
      'group',
      'channels',
      'plane',
      'rows',
      'row',
      'columns',
      'outGroup',
      'outPlane',
      'outRow',
      'k0',
      'k1',
      'iteration',
      'threshold',
      'factor',
    ]
  >;
  readonly winogradFilters: Kernel<['values', 'filters', 'channels', 'turned', 'u', 'matrix', 'scratch']>;
  readonly winogradInput: Kernel<
    ['x', 'first', 'count', 'perGroup', 'perRow', 'group', 'row', 'plane', 'channels', 'v', 'stride', 'matrix', 'inFours', 'scratch']
  >;
  readonly winogradOutput: Kernel<
    ['m', 'first', 'count', 'perGroup', 'perRow', 'group', 'row', 'plane', 'outputs', 'bias', 'out', 'stride', 'matrix', 'relu', 'scratch']
  >;
  readonly winogradOutputGradient: Kernel<
    ['dy', 'first', 'count', 'perGroup', 'perRow', 'group', 'row', 'plane', 'outputs', 'dm', 'stride', 'matrix', 'scratch']
  >;
  readonly winogradProducts: Kernel<['dm', 'v', 'stride', 'count', 'outputs', 'inputs', 'sums']>;
  readonly winogradProductsPaired: Kernels['winogradProducts'];
  readonly winogradTotals: Kernel<['sums', 'totals', 'count', 'isFirst']>;
  readonly winogradFilterGradient: Kernel<['u', 'matrix', 'filters', 'channels', 'gradient', 'scratch']>;
}

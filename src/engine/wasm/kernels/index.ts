/** All kernels: pointers and sizes only, no state of their own. Pointers and strides are in bytes, counts in elements. */
export { gatherBytesBatchLast, gatherBytesBatchFirst } from './gather-bytes';
export { gatherFloatsBatchLast, gatherFloatsBatchFirst } from './gather-floats';
export { touchRows } from './touch-rows';
export { transpose } from './transpose';
export { gemm } from './gemm';
export { sparseForward } from './sparse-forward';
export { sparseInputGradient } from './sparse-input-gradient';
export { sampledProduct } from './sampled-product';
export { biasGradientBatchFirst, biasGradientBatchLast } from './bias-gradient';
export { clearWhereInactive } from './clear';
export { softmaxLoss, softmaxGradient } from './softmax';
export { adam } from './adam';
export { sgd, momentum } from './momentum';
export { listNonzeros, listNonzerosByFeature, listNonzeroFloats } from './nonzeros';
export { transposeBytes } from './transpose-bytes';
export { inputSparseForward, inputSparseGradient, shiftedBias } from './input-sparse';
export { inputListProduct, weightListProduct } from './list-product';
export { widenBytes, listValues } from './evaluation-input';

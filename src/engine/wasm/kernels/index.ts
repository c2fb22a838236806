/**
 * All kernels: pointers and sizes only, no state of their own. Pointers and strides are in bytes, counts in elements.
 *
 * Images lie in groups of 4, `[group][channel][row][column][4]`: one vector is a pixel of 4 images. Arguments name the bytes from one group
 * (`group`), channel (`plane`) and row (`row`) to the next; a pointer is that of the first pixel, inside the halo.
 * `...Paired` kernels give the bits of those they are named after: faster where V8 pairs vector operations, slower elsewhere. They share
 * with them shapes, arguments and orders of sums, which stand there only.
 */
export { gatherBytesBatchLast, gatherBytesBatchFirst } from './gather-bytes';
export { gatherFloatsBatchLast, gatherFloatsBatchFirst } from './gather-floats';
export { touchRows } from './touch-rows';
export { transpose } from './transpose';
export { collect, spread } from './places';
export { gemm } from './gemm';
export { gemmPaired } from './gemm-paired';
export { sparseForward } from './sparse-forward';
export { sparseForwardPaired } from './sparse-forward-paired';
export { sparseInputGradient } from './sparse-input-gradient';
export { sampledProduct } from './sampled-product';
export { biasGradientBatchFirst, biasGradientBatchLast, reluBiasGradientBatchLast } from './bias-gradient';
export { clearWhereInactive } from './clear';
export { softmaxLoss, softmaxGradient } from './softmax';
export { adam } from './adam';
export { sgd, momentum, nesterov } from './momentum';
export { listNonzeros, listNonzerosByFeature, listNonzeroFloats } from './nonzeros';
export { gatherByteRows, transposeBytes } from './transpose-bytes';
export { inputSparseForward, inputSparseGradient } from './input-sparse';
export { inputSparseForwardPaired, inputSparseGradientPaired } from './input-sparse-paired';
export { panelGradient } from './panel-gradient';
export { panelGradientPaired } from './panel-gradient-paired';
export { shiftedBias } from './shifted-bias';
export { inputListProduct, weightListProduct } from './list-product';
export { inputListProductPaired } from './list-product-paired';
export { widenBytes } from './evaluation-input';
export { convolve } from './convolve';
export { convolutionGradient } from './convolution-gradient';
export { sparseConvolve } from './sparse-convolve';
export { sparseConvolvePaired } from './sparse-convolve-paired';
export { sparseConvolutionGradient } from './sparse-convolution-gradient';
export { packFilters, packTransposedFilters, gatherValues } from './pack-filters';
export { maxPool, maxPoolGradient, averagePool, averagePoolGradient } from './pools';
export { addArrays, copyArray, clearArray, relu, flatten, unflatten, gatherImages } from './images';
export { channelSums, channelMoments, followMoments, inverseDeviations, normalize, normalizeGradient } from './batch-normalization';
export { dropout } from './dropout';
export { winogradFilters, winogradInput, winogradOutput } from './winograd';
export { winogradOutputGradient, winogradProducts, winogradTotals, winogradFilterGradient } from './winograd-gradient';
export { winogradProductsPaired } from './winograd-products-paired';

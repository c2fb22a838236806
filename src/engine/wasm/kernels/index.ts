/**
 * All kernels: pointers and sizes only, no state of their own. Pointers and strides are in bytes, counts in elements.
 *
 * Images lie in groups of 4, `[group][channel][row][column][4]`: one vector is a pixel of 4 images. Arguments name the bytes from one group
 * (`group`), channel (`plane`) and row (`row`) to the next; a pointer is that of the first pixel, inside the halo.
 * `...Paired` kernels give the bits of those they are named after: faster where V8 pairs vector operations, slower elsewhere. They share
 * with them shapes, arguments and orders of sums, which stand there only.
 */
export { gatherBytesBatchLast, gatherBytesBatchFirst } from './input/gather-bytes';
export { gatherFloatsBatchLast, gatherFloatsBatchFirst } from './input/gather-floats';
export { touchRows } from './input/touch-rows';
export { transpose } from './dense/transpose';
export { collect, spread } from './sparse/places';
export { gemm } from './dense/gemm';
export { gemmPaired } from './dense/gemm-paired';
export { sparseForward } from './sparse/sparse-forward';
export { sparseForwardPaired } from './sparse/sparse-forward-paired';
export { sparseInputGradient } from './sparse/sparse-input-gradient';
export { sampledProduct } from './sparse/sampled-product';
export { biasGradientBatchFirst, biasGradientBatchLast, reluBiasGradientBatchLast } from './dense/bias-gradient';
export { clearWhereInactive } from './dense/clear';
export { softmaxLoss, softmaxGradient } from './dense/softmax';
export { adam } from './optimizers/adam';
export { sgd, momentum, nesterov } from './optimizers/momentum';
export { listNonzeros, listNonzerosByFeature, listNonzeroFloats } from './input/nonzeros';
export { gatherByteRows, transposeBytes } from './input/transpose-bytes';
export { inputSparseForward, inputSparseGradient } from './input/input-sparse';
export { inputSparseForwardPaired, inputSparseGradientPaired } from './input/input-sparse-paired';
export { panelGradient } from './sparse/panel-gradient';
export { panelGradientPaired } from './sparse/panel-gradient-paired';
export { shiftedBias } from './input/shifted-bias';
export { inputListProduct, weightListProduct } from './sparse/list-product';
export { inputListProductPaired } from './sparse/list-product-paired';
export { widenBytes } from './input/evaluation-input';
export { convolve } from './convolution/convolve';
export { convolutionGradient } from './convolution/convolution-gradient';
export { sparseConvolve } from './convolution/sparse-convolve';
export { sparseConvolvePaired } from './convolution/sparse-convolve-paired';
export { sparseConvolutionGradient } from './convolution/sparse-convolution-gradient';
export { packFilters, packTransposedFilters, gatherValues } from './convolution/pack-filters';
export { maxPool, maxPoolGradient, averagePool, averagePoolGradient } from './convolution/pools';
export { addArrays, copyArray, clearArray, relu, flatten, unflatten, gatherImages } from './convolution/images';
export { channelSums, channelMoments, followMoments, inverseDeviations, normalize, normalizeGradient } from './dense/batch-normalization';
export { dropout } from './dense/dropout';
export { winogradFilters, winogradInput, winogradOutput } from './winograd/winograd';
export { winogradOutputGradient, winogradProducts, winogradTotals, winogradFilterGradient } from './winograd/winograd-gradient';
export { winogradProductsPaired } from './winograd/winograd-products-paired';

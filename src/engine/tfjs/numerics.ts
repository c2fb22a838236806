/** Part of every spec's hash of this engine. Raised with the version of TensorFlow.js and with whatever else changes its results. */
export const tfjsNumerics = 1;

/** The numerics of TensorFlow.js, and of its native library too: another one may give other bits under the same hash. */
export const tensorFlowVersion = '4.22.0';

/** Dawn for Node, which is fetched by npm where somebody asks for it. */
export const webgpuPackage = 'webgpu';
export const webgpuVersion = '0.6.2';

/** Part of every spec's hash of this engine. Raised with the version of TensorFlow.js and with whatever else changes its results. */
export const tfjsNumerics = 2;

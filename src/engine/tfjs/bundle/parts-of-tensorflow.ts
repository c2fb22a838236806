/**
 * TensorFlow.js in the bundle: the parts of `@tensorflow/tfjs` that this engine uses, in its place (scripts/build/bundles.mjs). WebGL, the converter of graph models and the
 * data pipelines are left out, half of the bundle. Elsewhere, in tests, the whole package is what it is.
 */
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-backend-cpu';

export * from '@tensorflow/tfjs-core';
export * from '@tensorflow/tfjs-layers';

/** TensorFlow.js's kernels for WebGPU: evaluated only when a graphics card is there, since they look for its constants. */
export * as webgpu from '@tensorflow/tfjs-backend-webgpu';

/** TensorFlow.js as this engine uses it: handed in, since the native library brings a copy of its own. */
import type * as tensorFlow from '@tensorflow/tfjs';

export type { Tensor as TfTensor } from '@tensorflow/tfjs';
export type TensorFlow = typeof tensorFlow;

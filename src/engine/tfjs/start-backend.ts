/** Makes a backend of TensorFlow.js ready. */
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { TfjsBackend } from '../../shared/training.ts';
import type { TensorFlow } from './tensorflow.ts';

/**
 * @param folder Where the WebAssembly backend's files lie.
 * @throws Error where it cannot be had.
 */
export async function startBackend(backend: TfjsBackend, folder: string): Promise<TensorFlow> {
  // Without its hint to install another package, which is not for users of this program.
  tf.enableProdMode();
  if (backend === 'wasm') {
    setWasmPaths(path.join(folder, path.sep));
    // Several trainings run side by side already.
    setThreadsCount(1);
  }
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js could not start its backend "${backend}".`);
  await tf.ready();
  return tf;
}

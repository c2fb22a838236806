/** Makes a backend of TensorFlow.js ready. */
import path from 'node:path';
import * as ownTensorFlow from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { TfjsBackend } from '../../../shared/specs/training.ts';
import { BackendUnavailable } from './backend-unavailable.ts';
import { loadNative, type NativeBackend, otherVersion, wantedPackage } from './native.ts';
import type { TensorFlow } from '../tensors/tensorflow.ts';
import { startWebgpu } from './webgpu.ts';
import { tell } from '../../../shared/text/told.ts';

const isNative = (backend: TfjsBackend): backend is NativeBackend => backend === 'native' || backend === 'native-gpu';

function native(backend: NativeBackend, folder: string): TensorFlow {
  const wrong = otherVersion(backend, folder);
  if (wrong !== null)
    throw new BackendUnavailable(tell('cannot be loaded (it is version {0}; install {1})', wrong, wantedPackage(backend)));
  let tf: TensorFlow | null;
  try {
    tf = loadNative(backend, folder);
  } catch (error) {
    throw new BackendUnavailable(tell('is installed but cannot be loaded; install it again, with this Node and on this computer'), {
      cause: error,
    });
  }
  if (!tf) throw new BackendUnavailable(tell('is not installed'));
  return tf;
}

async function own(backend: TfjsBackend, folder: string): Promise<TensorFlow> {
  if (backend === 'webgpu') return (await startWebgpu(folder)).tf;
  return isNative(backend) ? native(backend, folder) : ownTensorFlow;
}

/**
 * @param folder Where the WebAssembly backend's files lie.
 * @throws BackendUnavailable
 */
export async function startBackend(backend: TfjsBackend, folder: string): Promise<TensorFlow> {
  const tf = await own(backend, folder);
  // Without its hint to install another package, which is not for users of this program.
  tf.enableProdMode();
  if (backend === 'wasm') {
    setWasmPaths(path.join(folder, path.sep));
    // Several trainings run side by side already.
    setThreadsCount(1);
  }
  if (!(await tf.setBackend(isNative(backend) ? 'tensorflow' : backend))) throw new BackendUnavailable(tell('cannot be started'));
  await tf.ready();
  return tf;
}

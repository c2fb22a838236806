/** Makes a backend of TensorFlow.js ready. */
import path from 'node:path';
import * as ownTensorFlow from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { TfjsBackend } from '../../shared/specs/training.ts';
import { loadNative, type NativeBackend, otherVersion, wantedPackage } from './native.ts';
import type { TensorFlow } from './tensorflow.ts';

const isNative = (backend: TfjsBackend): backend is NativeBackend => backend === 'native' || backend === 'native-gpu';

/** Why a backend cannot be had, to be read after its name. */
export class BackendUnavailable extends Error {
  override readonly name = 'BackendUnavailable';
}

function native(backend: NativeBackend, folder: string): TensorFlow {
  const wrong = otherVersion(backend, folder);
  if (wrong !== null) throw new BackendUnavailable(`cannot be loaded (it is version ${wrong}; install ${wantedPackage(backend)})`);
  let tf: TensorFlow | null;
  try {
    tf = loadNative(backend, folder);
  } catch (error) {
    throw new BackendUnavailable('is installed but cannot be loaded; install it again, with this Node and on this computer', {
      cause: error,
    });
  }
  if (!tf) throw new BackendUnavailable('is not installed');
  return tf;
}

/**
 * @param folder Where the WebAssembly backend's files lie.
 * @throws BackendUnavailable
 */
export async function startBackend(backend: TfjsBackend, folder: string): Promise<TensorFlow> {
  const tf = isNative(backend) ? native(backend, folder) : ownTensorFlow;
  // Without its hint to install another package, which is not for users of this program.
  tf.enableProdMode();
  if (backend === 'wasm') {
    setWasmPaths(path.join(folder, path.sep));
    // Several trainings run side by side already.
    setThreadsCount(1);
  }
  if (!(await tf.setBackend(isNative(backend) ? 'tensorflow' : backend))) throw new BackendUnavailable('cannot be started');
  await tf.ready();
  return tf;
}

import path from 'node:path';
import type { Engine } from '../../../../../src/engine/engine.ts';
import { createTfjsEngine } from '../../../../../src/engine/tfjs/engine.ts';
import { folderVariable } from '../../../../../src/engine/tfjs/backends/installed-package.ts';
import { settleNativeLibrary } from '../../../../../src/engine/tfjs/backends/native.ts';
import { startBackend } from '../../../../../src/engine/tfjs/backends/start-backend.ts';
import type { TensorFlow } from '../../../../../src/engine/tfjs/tensors/tensorflow.ts';
import type { TfjsBackend } from '../../../../../src/shared/specs/training.ts';

const root = path.join(import.meta.dirname, '../../../../..');
const prepared = path.join(root, '.vscode-test/tensorflow-native-4.22.0');

export const wasmFolder = path.join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist');

/** Where tfjs-node lies, in the tests that `npm run test:native` runs; null in all others. */
export const nativeFolder = process.env['WT_NATIVE'] ? (process.env[folderVariable] ?? prepared) : null;
if (nativeFolder !== null) process.env[folderVariable] = nativeFolder;
settleNativeLibrary();

/** Backends that tests named `*.backends.test.ts` go through. */
export const present: readonly TfjsBackend[] = nativeFolder === null ? ['wasm', 'cpu'] : ['native'];
/** WebAssembly lacks the gradient of a convolution's filter. */
export const presentForConvolutions = present.filter((backend) => backend !== 'wasm');

export interface Started {
  readonly tf: TensorFlow;
  readonly engine: Engine;
}

/** TensorFlow.js has one backend at a time: what another call started is no longer in use. */
export async function started(backend: TfjsBackend): Promise<Started> {
  const tf = await startBackend(backend, wasmFolder);
  return { tf, engine: createTfjsEngine(tf) };
}

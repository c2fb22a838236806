import path from 'node:path';
import { createTfjsEngine } from '../../../../src/engine/tfjs/engine.ts';
import { startBackend } from '../../../../src/engine/tfjs/start-backend.ts';
import type { TensorFlow } from '../../../../src/engine/tfjs/tensorflow.ts';
import type { Engine } from '../../../../src/engine/engine.ts';
import type { TfjsBackend } from '../../../../src/shared/training.ts';

export const wasmFolder = path.join(import.meta.dirname, '../../../../node_modules/@tensorflow/tfjs-backend-wasm/dist');

export interface Started {
  readonly tf: TensorFlow;
  readonly engine: Engine;
}

/** TensorFlow.js has one backend at a time: what another call started is no longer in use. */
export async function started(backend: TfjsBackend): Promise<Started> {
  const tf = await startBackend(backend, wasmFolder);
  return { tf, engine: createTfjsEngine(tf) };
}

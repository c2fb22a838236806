/** A bundle of its own, loaded by a training thread that needs it, and by nothing else. */
import type { Network } from '../../shared/network/network.ts';
import type { TfjsBackend } from '../../shared/specs/training.ts';
import type { Engine } from '../engine.ts';
import { createTfjsEngine } from './engine.ts';
import { prepareModels } from './model/run-model.ts';
import { startBackend } from './start-backend.ts';

export { chooseBackend } from './choose-backend.ts';
export { readModel } from './model/read-model.ts';

export interface StartedEngine {
  readonly engine: Engine;
  /** To be awaited before a network is trained or evaluated. */
  prepare(network: Pick<Network, 'layers'>): Promise<void>;
}

/** @param folder Where the WebAssembly backend's files lie. */
export async function startTfjsEngine(backend: TfjsBackend, folder: string): Promise<StartedEngine> {
  const tf = await startBackend(backend, folder);
  return { engine: createTfjsEngine(tf), prepare: (network) => prepareModels(tf, network) };
}

/** A bundle of its own, loaded by a training thread that needs it, and by nothing else. */
import type { Network } from '../../shared/network/network.ts';
import type { TfjsBackend } from '../../shared/specs/training.ts';
import type { DeviceEngine, Engine } from '../engine.ts';
import { BackendUnavailable } from './backends/backend-unavailable.ts';
import { createTfjsDeviceEngine, createTfjsEngine } from './engine.ts';
import { prepareModels } from './model/run-model.ts';
import { startBackend } from './backends/start-backend.ts';
import { startWebgpu } from './backends/webgpu.ts';

export { chooseBackend } from './choose-backend.ts';
export { readModel } from './model/read-model.ts';

export interface StartedEngine {
  readonly engine: Engine | DeviceEngine;
  /** To be awaited before a network is trained or evaluated. */
  prepare(network: Pick<Network, 'layers'>): Promise<void>;
}

/** One of the two is null: the card and its driver in words, or why there is none, to be read after the backend's name. */
export interface GpuAnswer {
  readonly device: string | null;
  readonly why: string | null;
}

/** @param folder Where the search for the package begins. */
export async function findGpu(folder: string): Promise<GpuAnswer> {
  try {
    return { device: (await startWebgpu(folder)).device, why: null };
  } catch (error) {
    if (error instanceof BackendUnavailable) return { device: null, why: error.message };
    throw error;
  }
}

/** @param folder Where the WebAssembly backend's files lie. */
export async function startTfjsEngine(backend: TfjsBackend, folder: string): Promise<StartedEngine> {
  const tf = await startBackend(backend, folder);
  const engine = backend === 'webgpu' ? createTfjsDeviceEngine(await startWebgpu(folder)) : createTfjsEngine(tf);
  return { engine, prepare: (network) => prepareModels(tf, network) };
}

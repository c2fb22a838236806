/** A bundle of its own, loaded by a training thread that needs it, and by nothing else. */
import type { Engine } from '../engine.ts';
import type { TfjsBackend } from '../../shared/training.ts';
import { createTfjsEngine } from './engine.ts';
import { startBackend } from './start-backend.ts';

export { chooseBackend } from './choose-backend.ts';

/** @param folder Where the WebAssembly backend's files lie. */
export const startTfjsEngine = async (backend: TfjsBackend, folder: string): Promise<Engine> =>
  createTfjsEngine(await startBackend(backend, folder));

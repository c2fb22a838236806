/** Which backend a network is trained with: the first in order that has every operation it needs. */
import type { Network } from '../../shared/network.ts';
import type { TfjsBackend } from '../../shared/training.ts';
import { tryNetwork } from './try-network.ts';
import { startBackend } from './start-backend.ts';

export interface BackendChoice {
  /** null where none can train the network. */
  readonly backend: TfjsBackend | null;
  /** Why this one, or what each of them lacks. */
  readonly reason: string;
}

/**
 * @param candidates In order of preference.
 * @param folder Where the WebAssembly backend's files lie.
 */
export async function chooseBackend(network: Network, candidates: readonly TfjsBackend[], folder: string): Promise<BackendChoice> {
  const lacking: string[] = [];
  for (const backend of candidates) {
    const kernel = tryNetwork(await startBackend(backend, folder), network);
    if (kernel === null) return { backend, reason: [...lacking, `"${backend}" has all that this network needs`].join('; ') };
    lacking.push(`"${backend}" lacks the operation ${kernel}`);
  }
  return { backend: null, reason: lacking.join('; ') };
}

/** Which backend a network is trained with: the first in order that is there and has every operation it needs. */
import type { Network } from '../../shared/network/network.ts';
import type { TfjsBackend } from '../../shared/specs/training.ts';
import { prepareModels } from './model/run-model.ts';
import { BackendUnavailable, startBackend } from './start-backend.ts';
import { tryNetwork } from './try-network.ts';

interface BackendChoice {
  /** null where none can train the network. */
  readonly backend: TfjsBackend | null;
  /** Why this one, or what is wrong with each of them. */
  readonly reason: string;
}

/** Says why the backend cannot train the network, to be read after its name; null where it can. */
async function trouble(backend: TfjsBackend, network: Network, folder: string): Promise<string | null> {
  try {
    const tf = await startBackend(backend, folder);
    await prepareModels(tf, network);
    const kernel = tryNetwork(tf, network);
    return kernel === null ? null : `lacks the operation ${kernel}`;
  } catch (error) {
    if (error instanceof BackendUnavailable) return error.message;
    throw error;
  }
}

/**
 * @param candidates In order of preference.
 * @param folder Where the WebAssembly backend's files lie.
 */
export async function chooseBackend(network: Network, candidates: readonly TfjsBackend[], folder: string): Promise<BackendChoice> {
  const passedOver: string[] = [];
  for (const backend of candidates) {
    const why = await trouble(backend, network, folder);
    if (why === null) return { backend, reason: [...passedOver, `"${backend}" has all that this network needs`].join('; ') };
    passedOver.push(`"${backend}" ${why}`);
  }
  return { backend: null, reason: passedOver.join('; ') };
}

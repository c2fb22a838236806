/** Which backend a network is trained with: the first in order that is there and has every operation it needs. */
import type { Network } from '../../shared/network/network.ts';
import type { TfjsBackend } from '../../shared/specs/training.ts';
import { causeOf } from '../../shared/text/message-of.ts';
import { prepareModels } from './model/run-model.ts';
import { BackendUnavailable, startBackend } from './start-backend.ts';
import { tryNetwork } from './try-network.ts';

interface BackendChoice {
  /** null where none can train the network. */
  readonly backend: TfjsBackend | null;
  /** Why this one, or what is wrong with each of them. */
  readonly reason: string;
  /** What TensorFlow.js or the system said of those that cannot be loaded, for the log; absent where nothing was said. */
  readonly detail?: string;
}

interface Trouble {
  /** To be read after the backend's name. */
  readonly why: string;
  readonly detail: string | null;
}

/** null where the backend can train the network. */
async function trouble(backend: TfjsBackend, network: Network, folder: string): Promise<Trouble | null> {
  try {
    const tf = await startBackend(backend, folder);
    await prepareModels(tf, network);
    const kernel = tryNetwork(tf, network);
    return kernel === null ? null : { why: `lacks the operation ${kernel}`, detail: null };
  } catch (error) {
    if (error instanceof BackendUnavailable) return { why: error.message, detail: causeOf(error) };
    throw error;
  }
}

/**
 * @param candidates In order of preference.
 * @param folder Where the WebAssembly backend's files lie.
 */
export async function chooseBackend(network: Network, candidates: readonly TfjsBackend[], folder: string): Promise<BackendChoice> {
  const passedOver: string[] = [];
  const details: string[] = [];
  const said = (): { readonly detail?: string } => (details.length === 0 ? {} : { detail: details.join('; ') });
  for (const backend of candidates) {
    const found = await trouble(backend, network, folder);
    if (found === null) return { backend, reason: [...passedOver, `"${backend}" has all that this network needs`].join('; '), ...said() };
    passedOver.push(`"${backend}" ${found.why}`);
    if (found.detail !== null) details.push(`"${backend}": ${found.detail}`);
  }
  return { backend: null, reason: passedOver.join('; '), ...said() };
}

/** Which backend a network is trained with: the first in order that is there and has every operation it needs. */
import type { Network } from '../../shared/network/network.ts';
import type { TfjsBackend } from '../../shared/specs/training.ts';
import { causeOf } from '../../shared/text/message-of.ts';
import { prepareModels } from './model/run-model.ts';
import { BackendUnavailable } from './backends/backend-unavailable.ts';
import { startBackend } from './backends/start-backend.ts';
import { tryNetwork } from './passes/try-network.ts';
import { startWebgpu } from './backends/webgpu.ts';
import { tell, tellList, type Words } from '../../shared/text/told.ts';

interface BackendChoice {
  /** null where none can train the network. */
  readonly backend: TfjsBackend | null;
  /** Why this one, or what is wrong with each of them. */
  readonly reason: Words;
  /** The graphics card and its driver, where it computes. */
  readonly device?: string;
  /** What TensorFlow.js or the system said of those that cannot be loaded, for the log; absent where nothing was said. */
  readonly detail?: string;
}

interface Trouble {
  /** It is there, but not for this network: nothing slower takes its place unless somebody says so. */
  readonly isFinal: boolean;
  /** To be read after the backend's name. */
  readonly why: Words;
  readonly detail: string | null;
}

async function troubleOfCard(lack: string | null, folder: string): Promise<Trouble | null> {
  const { device, trouble } = await startWebgpu(folder);
  const said = trouble();
  if (lack !== null) return { why: tell('on {0} lacks the operation {1}', device, lack), detail: null, isFinal: true };
  return said === null ? null : { why: tell('on {0} cannot train this network', device), detail: said, isFinal: true };
}

/** null where the backend can train the network. */
async function trouble(backend: TfjsBackend, network: Network, folder: string): Promise<Trouble | null> {
  try {
    const tf = await startBackend(backend, folder);
    await prepareModels(tf, network);
    const lack = await tryNetwork(tf, network);
    if (backend === 'webgpu') return await troubleOfCard(lack, folder);
    return lack === null ? null : { why: tell('lacks the operation {0}', lack), detail: null, isFinal: false };
  } catch (error) {
    if (error instanceof BackendUnavailable) return { why: error.told, detail: causeOf(error), isFinal: false };
    throw error;
  }
}

const deviceOf = async (backend: TfjsBackend, folder: string): Promise<{ readonly device?: string }> =>
  backend === 'webgpu' ? { device: (await startWebgpu(folder)).device } : {};

/**
 * @param candidates In order of preference.
 * @param folder Where the WebAssembly backend's files lie.
 */
export async function chooseBackend(network: Network, candidates: readonly TfjsBackend[], folder: string): Promise<BackendChoice> {
  const passedOver: Words[] = [];
  const details: string[] = [];
  const said = (): { readonly detail?: string } => (details.length === 0 ? {} : { detail: details.join('; ') });
  for (const backend of candidates) {
    const found = await trouble(backend, network, folder);
    if (found === null)
      return {
        backend,
        reason: tellList([...passedOver, tell('"{0}" has all that this network needs', backend)], '; '),
        ...said(),
        ...(await deviceOf(backend, folder)),
      };
    passedOver.push(tellList([`"${backend}"`, found.why], ' '));
    if (found.detail !== null) details.push(`"${backend}": ${found.detail}`);
    if (found.isFinal) break;
  }
  return { backend: null, reason: tellList(passedOver, '; '), ...said() };
}

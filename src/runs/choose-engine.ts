/** What an experiment's trainings are computed with. */
import { numerics } from '../engine/numerics.ts';
import { tfjsNumerics } from '../engine/tfjs/numerics.ts';
import type { Config } from '../shared/config/schema.ts';
import type { Network } from '../shared/network.ts';
import type { TfjsBackend } from '../shared/training.ts';
import type { BackendAnswer } from './pool/messages.ts';
import { TrainingThread } from './pool/training-thread.ts';
import type { RunContext } from './run-context.ts';
import type { RunFiles } from './run-files.ts';

export interface EngineChoice {
  readonly numerics: number;
  /** Of TensorFlow.js only. */
  readonly backend?: TfjsBackend;
  readonly reason?: string;
}

/** The order in which backends are tried. */
const inOrder: readonly TfjsBackend[] = ['wasm', 'cpu'];

/** The config's word, else what the experiment began with first. */
function candidates({ backend }: Config, earlier: RunContext['earlier']): readonly TfjsBackend[] {
  if (backend !== 'auto') return [backend];
  const first = earlier?.engine.name === 'tfjs' ? earlier.engine.backend : undefined;
  return first ? [first, ...inOrder.filter((one) => one !== first)] : inOrder;
}

/** In a thread of its own: what TensorFlow.js takes does not stay in this process. */
async function ask({ kernels, threadCode, tfjsFolder }: RunFiles, network: Network, order: readonly TfjsBackend[]): Promise<BackendAnswer> {
  const data = { kernels, tfjsFolder, datasets: [], stopFlag: new SharedArrayBuffer(4), rhythm: { seconds: Infinity, iterations: null } };
  const thread = new TrainingThread(threadCode, data);
  try {
    return await thread.chooseBackend({ network, candidates: order });
  } finally {
    await thread.terminate();
  }
}

/** @throws Error where no backend can train the network: before anything is trained. */
export async function chooseEngine({ order: { config }, files, earlier, voice }: RunContext, network: Network): Promise<EngineChoice> {
  if (config.engine !== 'tfjs') return { numerics };
  const { backend, reason } = await ask(files, network, candidates(config, earlier));
  if (backend === null)
    throw new Error(`engine: TensorFlow.js cannot train this network: ${reason}. Leave out "backend", or take the engine "wasm".`);
  voice.emit('log', { level: 'info', text: `TensorFlow.js computes with its backend "${backend}": ${reason}.` });
  return { numerics: tfjsNumerics, backend, reason };
}

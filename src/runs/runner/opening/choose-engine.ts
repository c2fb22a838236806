/** Chooses the engine, and the backend of TensorFlow.js, that computes an experiment's trainings. */
import { numericsOf } from '../../../engine/numerics.ts';
import { folderVariable } from '../../../engine/tfjs/backends/installed-package.ts';
import { settleNativeLibrary } from '../../../engine/tfjs/backends/native.ts';
import { tfjsNumerics } from '../../../engine/tfjs/numerics.ts';
import { usesTfjs } from '../../../shared/config/schema/schema.ts';
import type { Network } from '../../../shared/network/network.ts';
import { hashOf } from '../../../shared/specs/hash.ts';
import { type TfjsBackend, tfjsBackends } from '../../../shared/specs/training.ts';
import type { BackendAnswer } from '../../threads/messages.ts';
import type { RunFiles } from '../../threads/run-files.ts';
import { TrainingThread } from '../../threads/thread-handle.ts';
import type { RunContext, StopSwitch } from './run-context.ts';
import { inEnglishWords, tell, ToldError, type Words } from '../../../shared/text/told.ts';

export interface EngineChoice {
  readonly numerics: number;
  /** Set for TensorFlow.js only. */
  readonly backend?: TfjsBackend;
  readonly reason?: string;
  /** The graphics card and its driver, where it computes. */
  readonly device?: string;
}

/** The backend that the experiment began with, as long as its network is the same. */
function begunWith({ earlier }: RunContext, network: Network): TfjsBackend | null {
  if (earlier?.engine.name !== 'tfjs' || hashOf(earlier.network) !== hashOf(network)) return null;
  return earlier.engine.backend ?? null;
}

/** The config's word, else what the experiment began with, which is kept: other backends give other results. */
function candidates(context: RunContext, network: Network): readonly TfjsBackend[] {
  const { backend } = context.request.config;
  const only = backend === 'auto' ? begunWith(context, network) : backend;
  return only ? [only] : tfjsBackends;
}

/** In a thread of its own: what TensorFlow.js takes does not stay in this process. */
async function ask(
  { kernels, threadCode, tfjsFolder }: RunFiles,
  network: Network,
  candidates: readonly TfjsBackend[],
  stop: StopSwitch,
): Promise<BackendAnswer> {
  const data = { kernels, tfjsFolder, datasets: [], stopFlag: new SharedArrayBuffer(4), rhythm: { seconds: Infinity, iterations: null } };
  const thread = new TrainingThread(threadCode, data);
  // Nothing is lost with it.
  stop.onStop(() => void thread.terminate());
  try {
    return await thread.chooseBackend({ network, candidates });
  } finally {
    await thread.terminate();
  }
}

function refusal({ request: { config } }: RunContext, reason: Words): Error {
  const remedy =
    config.backend === 'auto'
      ? tell('Name another "backend" to begin anew, or take the engine "wasm".')
      : tell('Leave out "backend", or take the engine "wasm".');
  return new ToldError(tell('engine: TensorFlow.js cannot train this network: {0}. {1}', reason, remedy));
}

/** @throws Error where no backend can train the network: before anything is trained. */
export async function chooseEngine(context: RunContext, network: Network, stop: StopSwitch): Promise<EngineChoice> {
  const { request, files, voice } = context;
  if (!usesTfjs(request.config)) return { numerics: numericsOf(network) };
  if (request.tensorFlowFolder !== undefined) process.env[folderVariable] ??= request.tensorFlowFolder;
  settleNativeLibrary();
  const { backend, reason: told, detail, device } = await ask(files, network, candidates(context, network), stop);
  if (detail !== undefined) voice.emit('log', { level: 'info', text: detail });
  if (backend === null) throw refusal(context, told);
  const reason = inEnglishWords(told);
  const on = device === undefined ? '' : ` on ${device}`;
  voice.emit('log', { level: 'info', text: `TensorFlow.js computes with its backend "${backend}"${on}: ${reason}.` });
  return { numerics: tfjsNumerics, backend, reason, ...(device !== undefined && { device }) };
}

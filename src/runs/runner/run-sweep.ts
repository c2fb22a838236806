/** Carries out the members of a sweep side by side: one pool, each data set read once, equal trainings run once. */
import type { RunnerEvents, RunRequest } from '../../shared/channel/runner-protocol.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { combinedProgress, type RunProgress } from '../../shared/results/progress.ts';
import { openStore } from '../library/store.ts';
import { lookAtLock } from '../lock/lock-record.ts';
import { openRun } from './open-run.ts';
import { DatasetCache, prepare, type Prepared } from './prepare.ts';
import type { RunContext, RunVoice, StopSwitch } from './run-context.ts';
import { type SharedMeans, startPool } from './run-parts.ts';
import { run } from './run.ts';
import { startExecutor } from './start-executor.ts';

/** The voice that the members of a sweep share. */
class SweepVoice {
  private readonly progress = new Map<string, RunProgress>();
  private fraction = 0;

  constructor(private readonly voice: RunVoice) {}

  /** A member's own voice. */
  of(experiment: string): RunVoice {
    return {
      emit: (event, payload) => this.emit(experiment, event, payload),
      delivered: () => this.voice.delivered(),
    };
  }

  private emit<E extends keyof RunnerEvents>(experiment: string, event: E, payload: RunnerEvents[E]): void {
    if (event === 'progress') {
      this.progress.set(experiment, payload as RunProgress);
      const combined = combinedProgress([...this.progress.values()]);
      // A member that has just begun to report adds to what is planned.
      this.fraction = Math.max(this.fraction, combined.fraction);
      this.voice.emit('progress', { ...combined, fraction: this.fraction });
    } else if (event === 'log') {
      const { level, text } = payload as RunnerEvents['log'];
      this.voice.emit('log', { level, text: `${experiment}: ${text}` });
    } else this.voice.emit(event, payload);
  }
}

type End = RunnerEvents['end'];

/** Takes every member's lock, or none. @throws RefusedError, StoreError, or what else the user must be told. */
export async function openSweep(
  request: RunRequest,
  programFolder: string,
  voice: RunVoice,
  signal: AbortSignal,
): Promise<readonly RunContext[]> {
  const { members = [], ...common } = request;
  const voices = new SweepVoice(voice);
  const open: RunContext[] = [];
  try {
    // Seen together, locks of a computer that is gone are waited for together.
    const store = openStore(request.storeFolder);
    await Promise.all(members.map(({ experiment }) => lookAtLock(store.experiment(experiment).lockFile)));
    for (const member of members) open.push(await openRun({ ...common, ...member }, programFolder, voices.of(member.experiment), signal));
    return open;
  } catch (error) {
    await Promise.all(open.map(({ lock }) => lock.release()));
    throw error;
  }
}

/** Large enough for all of them. A member that cannot be prepared says so itself when it is run. */
async function sharedPool(
  contexts: readonly RunContext[],
  stop: StopSwitch,
  cache: DatasetCache,
): Promise<Pick<SharedMeans, 'pool' | 'executor'>> {
  const results = await Promise.allSettled(contexts.map((context) => prepare(context, stop, cache)));
  const ready = results.map((result) => (result.status === 'fulfilled' ? result.value : null));
  const trainings = ready.reduce((sum, one) => sum + (one?.roles.length ?? 0), 0);
  const need = ({ plan, datasets }: Prepared, training: Config['training']) => ({
    network: plan.network,
    datasets,
    training,
    trainings,
    engine: plan.engine.engine,
  });
  const needs = contexts.flatMap(({ request }, index) => {
    const one = ready[index];
    return one ? [need(one, request.config.training)] : [];
  });
  const [first] = contexts;
  if (!first) throw new Error('A sweep without members cannot be run.');
  const pool = startPool(first.request, first.files, { needs, stopFlag: stop.flag });
  stop.onStop(() => pool.close());
  const datasets = [...new Set(needs.flatMap((one) => one.datasets))];
  return { pool, executor: await startExecutor(contexts, datasets, stop) };
}

function together(contexts: readonly RunContext[], ends: readonly End[]): End {
  const failures = ends.flatMap(({ failure }, index) =>
    failure === null ? [] : [`${contexts[index]?.request.experiment ?? ''}: ${failure}`],
  );
  const stopped = ends.find(({ state }) => state === 'cancelled' || state === 'interrupted');
  const failed = ends.some(({ state }) => state === 'failed');
  return {
    state: stopped?.state ?? (failed ? 'failed' : 'finished'),
    failure: failures.length === 0 ? null : failures.join('\n'),
    document: null,
  };
}

/** Its end is told at once: other members may go on for long. */
async function runMember(context: RunContext, stop: StopSwitch, shared: SharedMeans): Promise<End> {
  const end = await run(context, stop, shared);
  if (end.document) context.voice.emit('document', end.document);
  return end;
}

/** Never rejects. A member that fails does not stop the others. */
export async function runSweep(contexts: readonly RunContext[], stop: StopSwitch): Promise<End> {
  const [first] = contexts;
  if (!first) throw new Error('A sweep without members cannot be run.');
  const datasets = new DatasetCache(first.files, stop.signal);
  const shared = { datasets, ...(await sharedPool(contexts, stop, datasets)), inFlight: new Map() };
  const ends = await Promise.all(contexts.map((context) => runMember(context, stop, shared)));
  await shared.executor?.close();
  await shared.pool.terminate();
  return together(contexts, ends);
}

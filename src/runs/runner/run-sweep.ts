/** Carries out the members of a sweep side by side: one pool, each data set read once, equal trainings run once. */
import type { RunnerEvents, RunRequest } from '../../shared/channel/runner-protocol.ts';
import { combinedProgress, type RunProgress } from '../../shared/results/progress.ts';
import { openStore } from '../library/store.ts';
import { lookAtLock } from '../lock/lock-record.ts';
import { type Opening, openRun } from './opening/open-run.ts';
import { prepare } from './opening/prepare.ts';
import type { RunContext, RunVoice, StopSwitch } from './opening/run-context.ts';
import { poolFor } from './parts/run-pool.ts';
import type { SharedMeans } from './parts/run-parts.ts';
import { run } from './run.ts';
import { startExecutor } from './parts/start-executor.ts';
import { inEnglishWords, tellList } from '../../shared/text/told.ts';

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
export async function openSweep(request: RunRequest, opening: Opening): Promise<readonly RunContext[]> {
  const { members = [], ...common } = request;
  const voices = new SweepVoice(opening.listener);
  const open: RunContext[] = [];
  try {
    // Seen together, locks of a computer that is gone are waited for together.
    const store = openStore(request.storeFolder);
    await Promise.all(members.map(({ experiment }) => lookAtLock(store.experiment(experiment).lockFile)));
    for (const member of members) {
      const listener = voices.of(member.experiment);
      open.push(await openRun({ ...common, ...member }, { ...opening, listener }));
    }
    return open;
  } catch (error) {
    await Promise.all(open.map(({ lock }) => lock.release()));
    throw error;
  }
}

/** Large enough for all of them. A member that cannot be prepared says so itself when it is run. */
async function sharedPool(contexts: readonly RunContext[], stop: StopSwitch): Promise<Pick<SharedMeans, 'pool' | 'executor'>> {
  const results = await Promise.allSettled(contexts.map((context) => prepare(context, stop)));
  const members = contexts.flatMap((context, index) => {
    const result = results[index];
    return result?.status === 'fulfilled' ? [{ context, prepared: result.value }] : [];
  });
  const [first] = contexts;
  if (!first) throw new Error('A sweep without members cannot be run.');
  const { pool } = await poolFor(first, members, stop);
  const datasets = [...new Set(members.flatMap(({ prepared }) => prepared.datasets))];
  return { pool, executor: await startExecutor(contexts, datasets, stop) };
}

function together(contexts: readonly RunContext[], ends: readonly End[]): End {
  const failures = ends.flatMap(({ failure, told = failure }, index) =>
    told === null ? [] : [tellList([contexts[index]?.request.experiment ?? '', told], ': ')],
  );
  const told = tellList(failures, '\n');
  const stopped = ends.find(({ state }) => state === 'cancelled' || state === 'interrupted');
  const failed = ends.some(({ state }) => state === 'failed');
  return {
    state: stopped?.state ?? (failed ? 'failed' : 'finished'),
    ...(failures.length === 0 ? { failure: null } : { failure: inEnglishWords(told), told }),
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
  const shared = { ...(await sharedPool(contexts, stop)), inFlight: new Map() };
  const ends = await Promise.all(contexts.map((context) => runMember(context, stop, shared)));
  await shared.executor?.close();
  await shared.pool.terminate();
  return together(contexts, ends);
}

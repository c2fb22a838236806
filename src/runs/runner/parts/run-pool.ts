/** The worker threads of a run: how many there are, and what each is given. */
import { freeBytes } from '../../../data/files/limits.ts';
import type { ExperimentPlan } from '../../../lottery/plan/plan.ts';
import type { RunRequest } from '../../../shared/channel/runner-protocol.ts';
import type { Dataset } from '../../../shared/specs/samples.ts';
import type { PastTraining } from '../../estimate/past-trainings.ts';
import type { CheckpointRhythm } from '../../threads/messages.ts';
import { type PoolNeeds, poolSize } from '../../threads/pool-size.ts';
import { TrainingThread } from '../../threads/thread-handle.ts';
import { ThreadPool } from '../../threads/thread-pool.ts';
import type { RunContext, StopSwitch } from '../opening/run-context.ts';
import { measureCard, type PoolMember } from './side-by-side.ts';

/** WT_CHECKPOINT_ITERATIONS makes tests see many checkpoints in a short training. */
function checkpointRhythm(env: NodeJS.ProcessEnv): CheckpointRhythm {
  const iterations = Number(env['WT_CHECKPOINT_ITERATIONS']);
  return { seconds: 15, iterations: Number.isInteger(iterations) && iterations > 0 ? iterations : null };
}

/** As a pool's size depends on it. */
const identityOf = ({ engine: { engine, backend } }: ExperimentPlan): Pick<PoolNeeds, 'engine' | 'backend'> => ({
  engine,
  ...(backend !== undefined && { backend }),
});

const needsOf = ({
  context,
  prepared: { plan, datasets, roles },
}: PoolMember): Omit<PoolNeeds, 'workers' | 'trainings'> & { own: number } => ({
  ...{ network: plan.network, datasets, training: context.request.config.training, own: roles.length },
  ...identityOf(plan),
});

/** Jobs train: of this computer, which may be shared by many, evaluations need little. */
const wantedWorkers = ({ workers, executor }: RunRequest): number | null => workers ?? (executor?.kind === 'slurm' ? 1 : null);

/** A pool, and how fast a card was found to be where that was measured: in place of what was trained before. */
export interface StartedPool {
  readonly pool: ThreadPool;
  readonly measured: PastTraining | null;
}

/** @param members Those that could be prepared: a thread must fit each of them, and there are no more threads than all of them have trainings. */
export async function poolFor({ request, files }: RunContext, members: readonly PoolMember[], stop: StopSwitch): Promise<StartedPool> {
  const { kernels, threadCode, tfjsFolder } = files;
  const needs = members.map(needsOf);
  const trainings = needs.reduce((sum, { own }) => sum + own, 0);
  const sizeFor = (workers: number | null): number =>
    needs.length === 0 ? 1 : Math.min(...needs.map((need) => poolSize({ ...need, workers, trainings }, freeBytes())));
  const datasets: readonly Dataset[] = [...new Set(needs.flatMap((need) => need.datasets))];
  const rhythm = checkpointRhythm(process.env);
  const start = (): TrainingThread => new TrainingThread(threadCode, { kernels, tfjsFolder, datasets, stopFlag: stop.flag, rhythm });
  const wanted = wantedWorkers(request);
  const card = wanted === null ? await measureCard(members, { start, sizeFor }, stop) : null;
  const pool = new ThreadPool(sizeFor(card?.trainings ?? wanted), start);
  stop.onStop(() => pool.close());
  return { pool, measured: card?.measured ?? null };
}

/** What becomes of a training when its task has ended, or has said how it left it. */
import { readHolder } from '../lock/lock-record.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import { TrainingDiverged } from '../work/training-in-folder.ts';
import { endedWords, type Pending, type Task } from './pending.ts';
import { seenWithin, type SlurmRunFolder, type TaskOutcome } from './run-folder.ts';
import { trainingLock } from './task-training.ts';
import { tell, type Words } from '../../shared/text/told.ts';

/** Resolved or rejected already; to be looked at again; or to be submitted again, with the reason. */
export type Verdict = 'over' | 'wait' | Again;

interface Again {
  /** To be read after "job 12_3". */
  readonly again: Words;
  /** A node that is of no use. */
  readonly node?: string;
  /** It was ended from outside: that says little about whether it would succeed. */
  readonly isOutside?: true;
}

/** Slurm's words for tasks whose end is not their own doing. */
const fromOutside: ReadonlySet<string> = new Set(['CANCELLED', 'NODE_FAIL', 'PREEMPTED', 'BOOT_FAIL', 'FAILED', 'GONE']);

/** A node without a usable Node.js is told apart from a task that failed. */
async function endedBadly(run: SlurmRunFolder, task: Task): Promise<Verdict> {
  const trouble = await run.nodeTrouble(task.job, task.index);
  if (trouble?.kind === 'missing') return { again: tell('found no Node.js on node {0}', trouble.node), node: trouble.node };
  if (trouble?.kind === 'old')
    return { again: tell('found a Node.js older than version 20 on node {0}', trouble.node), node: trouble.node };
  return { again: endedWords[task.how] ?? tell('ended as {0}', task.how), ...(fromOutside.has(task.how) && { isOutside: true }) };
}

const reasonOf = ({ reason, told }: TaskOutcome): Words => told ?? reason;

/** What it wrote last may not be visible here yet. */
const isLate = ({ endedAt }: Task): boolean => endedAt !== null && performance.now() - endedAt > seenWithin;

async function afterEnd(run: SlurmRunFolder, task: Task, outcome: TaskOutcome | null): Promise<Verdict> {
  if (outcome?.kind === 'stopped') return { again: tell('was stopped and has saved') };
  if (outcome?.kind === 'held') return { again: tell('left it to another task: {0}', reasonOf(outcome)) };
  const mayCome = outcome?.kind === 'finished' || task.how === 'COMPLETED' || task.how === 'GONE';
  if (mayCome && !isLate(task)) return 'wait';
  return endedBadly(run, task);
}

async function found(pending: Pending, store: StoreFolders): Promise<boolean> {
  // Whether there is a record is asked first, since reading one that is not there costs as much as many questions.
  const record = await store
    .training(pending.hash)
    .record()
    .catch(() => null);
  const trained = record && (await pending.order.find());
  if (trained) pending.resolve(trained);
  return trained !== null;
}

/** Looks at a training of a task that has begun. */
export async function judge(pending: Pending, task: Task, run: SlurmRunFolder, store: StoreFolders): Promise<Verdict> {
  if (await found(pending, store)) return 'over';
  const outcome = await run.outcome(pending.hash);
  if (outcome?.kind === 'diverged') {
    pending.reject(new TrainingDiverged(reasonOf(outcome), outcome.iteration ?? 0));
    return 'over';
  }
  if (outcome?.kind === 'failed') return { again: tell('failed: {0}', reasonOf(outcome)) };
  return task.state === 'ended' ? afterEnd(run, task, outcome) : 'wait';
}

/** Looks at a training that is not submitted: a task of an earlier run may still be at it, which is then waited for. */
export async function mayBeSubmitted(pending: Pending, store: StoreFolders): Promise<boolean> {
  if (pending.notBefore > performance.now()) return false;
  if (await found(pending, store)) return false;
  return (await readHolder(trainingLock(store.training(pending.hash))).catch(() => null)) === null;
}

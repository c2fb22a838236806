/** Carries out one order, an experiment or a retraining, from the data to the end event. */
import { runExperiment } from '../../lottery/experiment.ts';
import type { RunnerEvents } from '../../shared/channel/runner-protocol.ts';
import { type Bench, makeBench, type SharedMeans } from './bench.ts';
import { retrain } from './retrain.ts';
import type { RunContext, StopSwitch } from './run-context.ts';

type End = RunnerEvents['end'];
type Outcome = Pick<End, 'state' | 'failure'>;

async function work(context: RunContext, bench: Bench): Promise<void> {
  const { order, store } = context;
  const { plan, journal } = bench;
  if (order.retrain) return retrain(context, bench, order.retrain.ticket, order.retrain.change);
  await journal.update({});
  // Trainings are in the record since they began; that they are finished stands in their own folders.
  await runExperiment(plan, bench.work, {
    onTraining: () => undefined,
    onTicket: (ticket) => journal.addTicket(ticket, store.tensors),
    onEvaluated: (finished) => journal.addEvaluation(finished),
  });
}

function outcomeOf(error: unknown, { reason }: StopSwitch): Outcome {
  if (reason === 'cancelled' || reason === 'interrupted') return { state: reason, failure: null };
  if (reason !== null) return { state: 'failed', failure: reason.failure };
  return { state: 'failed', failure: error instanceof Error ? error.message : String(error) };
}

/** An interrupted run stays 'running' in its record: without a lock, that reads as interrupted. A retraining leaves its experiment's state alone. */
async function writeDown({ order, voice }: RunContext, { journal }: Bench, { state, failure }: Outcome): Promise<void> {
  if (order.retrain || state === 'running' || state === 'interrupted') return;
  await journal
    .update({ state, failure })
    .catch((error: unknown) => voice.emit('log', { level: 'error', text: error instanceof Error ? error.message : String(error) }));
}

async function conclude(context: RunContext, bench: Bench, outcome: Outcome, shared?: SharedMeans): Promise<End> {
  const { work, pool, report } = bench;
  await report.close();
  if (!shared) await pool.terminate();
  await writeDown(context, bench, outcome);
  const text = `${String(work.trained)} trainings run, ${String(work.found)} found in the store, with ${String(pool.size)} worker threads at most.`;
  context.voice.emit('log', { level: 'info', text });
  return { ...outcome, document: await report.documentNow(documentState(context, outcome)).catch(() => null) };
}

const documentState = ({ order, earlier }: RunContext, { state }: Outcome): Outcome['state'] =>
  order.retrain && earlier && earlier.state !== 'running' ? earlier.state : state;

async function carryOut(context: RunContext, stop: StopSwitch, shared?: SharedMeans): Promise<End> {
  let bench: Bench | null = null;
  let outcome: Outcome = { state: 'finished', failure: null };
  try {
    bench = await makeBench(context, stop, shared);
    await work(context, bench);
  } catch (error) {
    outcome = outcomeOf(error, stop);
  }
  return bench ? conclude(context, bench, outcome, shared) : { ...outcome, document: null };
}

/** @param shared By the members of a sweep. Never rejects: whatever happens is an end. The lock is free when it resolves. */
export async function run(context: RunContext, stop: StopSwitch, shared?: SharedMeans): Promise<End> {
  context.lock.onLost = () =>
    stop.stop({ failure: 'Another process has taken over this experiment, or its folder was deleted; this run stops.' });
  try {
    return await carryOut(context, stop, shared);
  } finally {
    await context.lock.release().catch(() => undefined);
  }
}

/** Carries out one request, an experiment or a retraining, from the data to the end event. */
import { runExperiment } from '../../lottery/experiment.ts';
import type { RunnerEvents } from '../../shared/channel/runner-protocol.ts';
import { settingDifferences } from '../../shared/config/facts/setting-differences.ts';
import { foreignWords, ownWords, toldOf } from '../../shared/text/own-words.ts';
import { watchCancelRequests } from '../lock/cancel-request.ts';
import { forgetEarlierRun, keepEarlierRun } from '../store/earlier-runs.ts';
import type { ExperimentRecord } from '../store/experiments/experiment-record.ts';
import { importTickets } from './import-tickets.ts';
import { retrain } from './retrain.ts';
import type { RunContext, StopSwitch } from './opening/run-context.ts';
import { type RunParts, makeRunParts, type SharedMeans } from './parts/run-parts.ts';
import { inEnglishWords, tell } from '../../shared/text/told.ts';

type End = RunnerEvents['end'];
type Outcome = Pick<End, 'state' | 'failure' | 'told'>;

/** Results of other settings are kept under a name of their own before the record of these takes their place. */
async function keepReplaced({ earlier, store, voice }: RunContext, { experiment, basis, config }: ExperimentRecord): Promise<void> {
  if (!earlier || earlier.basis === basis) return;
  const keptAs = await keepEarlierRun(store, earlier);
  voice.emit('replaced', { experiment, keptAs, differences: settingDifferences([earlier.config, config]) });
}

async function work(context: RunContext, parts: RunParts, stop: StopSwitch): Promise<void> {
  const { request, store } = context;
  const { plan, journal } = parts;
  if (request.imports) return importTickets(context, parts, request.imports, stop);
  if (request.retrain) return retrain(context, parts, request.retrain.ticket, request.retrain.change);
  await keepReplaced(context, journal.record);
  await journal.update({});
  await forgetEarlierRun(store, journal.record);
  // Trainings are in the record since they began; that they are finished stands in their own folders.
  await runExperiment(plan, parts.work, {
    onTraining: () => undefined,
    onTicket: (ticket) => journal.addTicket(ticket, store.tensors),
    onEvaluated: (finished) => journal.addEvaluation(finished),
  });
}

function outcomeOf(error: unknown, { reason }: StopSwitch): Outcome {
  if (reason === 'cancelled' || reason === 'interrupted') return { state: reason, failure: null };
  if (reason !== null) return { state: 'failed', failure: inEnglishWords(reason.failure), told: reason.failure };
  return { state: 'failed', failure: ownWords(error), told: toldOf(error) };
}

/** An interrupted run stays 'running' in its record: without a lock, that reads as interrupted. A retraining leaves its experiment's state alone. */
async function writeDown({ request, voice }: RunContext, { journal }: RunParts, { state, failure, told }: Outcome): Promise<void> {
  if (request.retrain || state === 'running' || state === 'interrupted') return;
  // An import that could not be read leaves nothing: the same name can be taken again.
  if (request.imports && !journal.record.imported) return;
  // What is imported is there, whatever became of its training.
  const end = request.imports ? { state: 'finished' as const, failure: null } : { state, failure };
  await journal
    .update({ ...end, ...(end.failure !== null && told !== undefined && journal.withTelling(end.failure, told)) })
    .catch((error: unknown) => voice.emit('log', { level: 'error', text: ownWords(error) }));
}

async function conclude(context: RunContext, parts: RunParts, outcome: Outcome, shared?: SharedMeans): Promise<End> {
  const { work, pool, report, executor } = parts;
  await report.close();
  if (!shared) await executor?.close();
  if (!shared) await pool.terminate();
  await writeDown(context, parts, outcome);
  const { trained, found } = work;
  const text = `${String(trained)} trainings run, ${String(found)} found in the store, ${executor ? 'by Slurm' : `with ${String(pool.size)} worker threads at most`}.`;
  context.voice.emit('log', { level: 'info', text });
  return { ...outcome, counts: { trained, found }, document: await report.documentNow(documentState(context, outcome)).catch(() => null) };
}

const documentState = ({ request, earlier }: RunContext, { state }: Outcome): Outcome['state'] =>
  request.retrain && earlier && earlier.state !== 'running' ? earlier.state : state;

async function carryOut(context: RunContext, stop: StopSwitch, shared?: SharedMeans): Promise<End> {
  let parts: RunParts | null = null;
  let outcome: Outcome = { state: 'finished', failure: null };
  try {
    parts = await makeRunParts(context, stop, shared);
    await work(context, parts, stop);
  } catch (error) {
    const detail = foreignWords(error);
    if (detail !== null && stop.reason === null) context.voice.emit('log', { level: 'info', text: `The reason in other words: ${detail}` });
    outcome = outcomeOf(error, stop);
  }
  return parts ? conclude(context, parts, outcome, shared) : { ...outcome, document: null };
}

/** @param shared By the members of a sweep. Never rejects: whatever happens is an end. The lock is free when it resolves. */
export async function run(context: RunContext, stop: StopSwitch, shared?: SharedMeans): Promise<End> {
  const { lock } = context;
  lock.onLost = () =>
    stop.stop({ failure: tell('Another process has taken over this experiment, or its folder was deleted; this run stops.') });
  const unwatch = watchCancelRequests(lock.record, lock.file, () => stop.stop('cancelled'));
  try {
    return await carryOut(context, stop, shared);
  } finally {
    unwatch();
    await lock.release().catch(() => undefined);
  }
}

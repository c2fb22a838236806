/** Says before anything is trained how much a run is, and what is peculiar about its data and its plan. */
import { dataSummary } from '../../../data/data-summary.ts';
import { factsOf } from '../../../data/notes.ts';
import { plannedRounds, pruningEnd } from '../../../lottery/plan/planned.ts';
import { isSaidByNotes, isWarning, noteWords } from '../../../shared/results/data-notes.ts';
import { dataWarningWords } from '../../../shared/results/data-summary.ts';
import { pruningEndWords } from '../../../shared/results/pruning/pruning-end.ts';
import { estimate, leftOf } from '../../estimate/estimate.ts';
import { countStored } from '../opening/begin-record.ts';
import type { Journal } from './journal.ts';
import type { Prepared } from '../opening/prepare.ts';
import type { RunContext } from '../opening/run-context.ts';
import type { StartedPool } from './run-pool.ts';

/** Says how much the run is, and how much of it is there already. */
export async function announceEstimate(
  { request, store, voice }: RunContext,
  { dataset, plan, roles }: Prepared,
  { record }: Journal,
  { pool: { size: workers }, measured }: StartedPool,
): Promise<void> {
  if (request.retrain || request.imports) return;
  const past = measured ? [measured] : await store.pastTrainings();
  const size = leftOf(estimate(request.config, workers, past, dataset, plan.network), countStored(store, record, roles));
  voice.emit('size', { ...size, workers, data: factsOf(dataset) });
}

/** Announces the notes that were made while the data were read, before anything is trained on them. */
export function announceNotes({ voice, datasets }: RunContext, prepared: Prepared): void {
  for (const note of prepared.datasets.flatMap((dataset) => datasets.takeNotes(dataset)))
    voice.emit('log', { level: isWarning(note) ? 'warn' : 'info', text: noteWords(note) });
}

/** Of the data and the network together; the notes say the rest. */
export function announceWarnings({ request: { config }, voice }: RunContext, { dataset, plan }: Prepared): void {
  const { warnings } = dataSummary(dataset, plan.network, config.training.batchSize);
  for (const warning of warnings.filter((one) => !isSaidByNotes(one)))
    voice.emit('log', { level: 'warn', text: `${dataWarningWords(warning)}.` });
}

/** Rounds that prune nothing cost no time, since equal trainings run once, but nobody would look for them. */
export function announcePruningEnd({ request: { config }, voice }: RunContext, { plan }: Prepared): void {
  const end = pruningEnd(plannedRounds(plan.network, config.pruning));
  if (end !== null) voice.emit('log', { level: 'warn', text: pruningEndWords(end) });
}

/** Trains one ticket again, with nothing or one thing changed. */
import { ticketPath } from '../../lottery/places/role.ts';
import { roleSeed } from '../../lottery/places/seeds.ts';
import type { SpecDraft } from '../../lottery/plan/plan.ts';
import type { TrainOrder } from '../../lottery/work.ts';
import type { RetrainChange } from '../../shared/specs/retrain.ts';
import type { TrainingRecord, TrainSpec } from '../../shared/specs/training.ts';
import type { Bench } from './bench.ts';
import { repeatTraining } from './repeat-training.ts';
import { changedTicket } from './changed-ticket.ts';
import type { RunContext } from './run-context.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import { storedTicket } from '../library/ticket.ts';
import { parseTicketName } from '../library/ticket-name.ts';
import type { TicketPlace } from '../library/ticket-name.ts';
import { roleOf } from './ticket-role.ts';

type OptimizerStart = Pick<TrainOrder, 'optimizerState'>;

async function firstTraining({ store, order }: RunContext, { journal, dataset, plan }: Bench, place: TicketPlace): Promise<TrainingRecord> {
  if (place.experiment !== order.experiment)
    throw new Error(`The ticket ${roleOf(place)} belongs to "${place.experiment}", not to "${order.experiment}".`);
  const hash = journal.record.trainings[roleOf(place)];
  const training = hash === undefined ? null : await store.readTraining(hash);
  if (!training) throw new Error(`${roleOf(place)} has not been trained yet, so it cannot be trained again.`);
  const { spec } = training;
  if (spec.dataset.fingerprint !== dataset.fingerprint)
    throw new Error('The data set is not the one that this ticket was trained on: its content has changed.');
  const { numerics } = plan.engine;
  if (spec.numerics !== numerics)
    throw new Error(
      `This ticket was trained with arithmetic ${String(spec.numerics)}; this version computes with ${String(numerics)}. Run the experiment again first.`,
    );
  return training;
}

/** Other weights or another mask have no past: they begin as a control does, with a new optimiser at iteration 0. */
const keepsPast = ({ weights, mask }: RetrainChange): boolean => weights === 'same' && mask === 'same';

function checkIterations({ startIteration = 0 }: TrainSpec, { iterations = Infinity }: RetrainChange): void {
  if (iterations > startIteration) return;
  throw new Error(`This ticket begins at iteration ${String(startIteration)}: it needs more iterations than that.`);
}

/** As the experiment's own controls are trained. */
function withoutPast(spec: TrainSpec): TrainSpec {
  const rest: { -readonly [Key in keyof TrainSpec]: TrainSpec[Key] } = { ...spec, snapshots: [] };
  delete rest.startIteration;
  delete rest.optimizerState;
  delete rest.returnsOptimizerState;
  return rest;
}

function changedSpec({ spec }: TrainingRecord, trial: number, change: RetrainChange): SpecDraft {
  const { dataOrderSeed, iterations } = change;
  const begun = keepsPast(change) ? spec : withoutPast(spec);
  checkIterations(begun, change);
  return {
    ...begun,
    ...(dataOrderSeed === undefined ? {} : { dataOrderSeed: roleSeed(dataOrderSeed, trial, 'data-order') }),
    ...(iterations === undefined ? {} : { iterations }),
  };
}

async function optimizerStart({ tensors }: StoreFolders, { spec }: TrainingRecord, change: RetrainChange): Promise<OptimizerStart> {
  if (spec.optimizerState === undefined || !keepsPast(change)) return {};
  return { optimizerState: await tensors.optimizerState(spec.optimizerState) };
}

/** @throws Error where other bits come out than the first time. */
export async function retrain(context: RunContext, bench: Bench, ticketName: string, change: RetrainChange): Promise<void> {
  const { store } = context;
  const { journal } = bench;
  const place = parseTicketName(ticketName);
  const first = await firstTraining(context, bench, place);
  const { mask, initialWeightsHash, maskHash } = await storedTicket(journal.record, place, store.tensors, store.readTraining);
  const ticket = { weights: await store.tensors.weights(initialWeightsHash), mask: maskHash === null ? null : mask };
  const origin = { ...place, network: journal.record.network, givenWeights: bench.plan.givenWeights, seed: journal.record.config.seed };
  const order = {
    role: roleOf(place),
    spec: changedSpec(first, place.trial, change),
    ...(await optimizerStart(store, first, change)),
    ...changedTicket(origin, ticket, change),
  };
  const { hash, sameBits } = await repeatTraining({ store, ...bench }, order);
  await journal.addRetraining(ticketPath(place), { change, training: hash, sameBits, at: new Date().toISOString() });
  if (sameBits === false)
    throw new Error(
      `${ticketName}: the training gave other bits than before. Please report this: the same training must always give the same bits.`,
    );
}

/** Trains one ticket again, with nothing or one thing changed. */
import { randomMask } from '../../lottery/masks/random-mask.ts';
import { roleSeed } from '../../lottery/places/seeds.ts';
import type { SpecDraft } from '../../lottery/plan/training-spec.ts';
import { rewind } from '../../lottery/rewind.ts';
import { initialWeights } from '../../lottery/weights/initial-weights.ts';
import { reinitialise } from '../../lottery/weights/reinitialise.ts';
import type { TrainRequest } from '../../lottery/work.ts';
import type { Network } from '../../shared/network/network.ts';
import { type StoredTicketId, ticketIdOf, ticketPath, type TicketId } from '../../shared/results/ticket-name.ts';
import type { RetrainChange } from '../../shared/specs/retrain.ts';
import type { TrainSpec } from '../../shared/specs/training.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { storedTicket } from '../library/tickets/ticket.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import { roleOf } from './opening/prepare.ts';
import { repeatTraining } from './repeat-training.ts';
import type { RunContext } from './opening/run-context.ts';
import type { RunParts } from './parts/run-parts.ts';
import { tell, ToldError } from '../../shared/text/told.ts';

/** A ticket with what a retraining changes. */
interface Trainable {
  readonly weights: Weights;
  /** null for the dense network. */
  readonly mask: Mask | null;
}

interface TicketOrigin extends TicketId {
  readonly network: Network;
  /** Set where the network came from a model file. */
  readonly givenWeights: Weights | null;
  /** The experiment's. */
  readonly seed: number;
}

/** A random mask has the ticket's counts and the trial's own initial weights, as the control has. */
function withMask({ network, givenWeights, seed: ownSeed, trial, round }: TicketOrigin, ticket: Trainable, seed: number): Trainable {
  if (ticket.mask === null) return ticket;
  const mask = randomMask(ticket.mask, roleSeed(seed, trial, 'random-mask', round, 1));
  return { mask, weights: rewind(givenWeights ?? initialWeights(network, roleSeed(ownSeed, trial, 'initial-weights')), mask) };
}

function withWeights({ network, trial, round }: TicketOrigin, { mask }: Trainable, seed: number): Trainable {
  const drawn = roleSeed(seed, trial, 'random-reinit', round, 1);
  return { mask, weights: mask ? reinitialise(network, mask, drawn) : initialWeights(network, drawn) };
}

/** Draws are those of the first control of the ticket, under the seed that is given. */
function changedTicket(origin: TicketOrigin, ticket: Trainable, change: RetrainChange): Trainable {
  const seed = change.seed ?? origin.seed;
  const masked = change.mask === 'random' ? withMask(origin, ticket, seed) : ticket;
  return change.weights === 'reinit' ? withWeights(origin, masked, seed) : masked;
}

/** A ticket's own training; an imported ticket's is the one that the config asks for. */
interface First {
  readonly spec: SpecDraft & Partial<Pick<TrainSpec, 'optimizerState'>>;
}

type OptimizerStart = Pick<TrainRequest, 'optimizerState'>;

async function firstTraining({ store, request }: RunContext, { journal, dataset, plan }: RunParts, place: StoredTicketId): Promise<First> {
  if (place.experiment !== request.experiment)
    throw new ToldError(tell('The ticket {0} belongs to "{1}", not to "{2}".', roleOf(place), place.experiment, request.experiment));
  const hash = journal.record.trainings[roleOf(place)];
  const training = hash === undefined ? null : await store.readTraining(hash);
  if (!training && journal.record.imported?.[ticketPath(place)]) return { spec: plan.specDraft(place.trial) };
  if (!training) throw new ToldError(tell('{0} has not been trained yet, so it cannot be trained again.', roleOf(place)));
  const { spec } = training;
  if (spec.dataset.fingerprint !== dataset.fingerprint)
    throw new ToldError(tell('The data set is not the one that this ticket was trained on: its content has changed.'));
  const { numerics } = plan.engine;
  if (spec.numerics !== numerics)
    throw new ToldError(
      tell(
        'This ticket was trained with arithmetic {0}; this version computes with {1}. Run the experiment again first.',
        spec.numerics,
        numerics,
      ),
    );
  return training;
}

/** Other weights or another mask have no past: they begin as a control does, with a new optimiser at iteration 0. */
const keepsPast = ({ weights, mask }: RetrainChange): boolean => weights === 'same' && mask === 'same';

function checkIterations({ startIteration = 0 }: SpecDraft, { iterations = Infinity }: RetrainChange): void {
  if (iterations > startIteration) return;
  throw new ToldError(tell('This ticket begins at iteration {0}: it needs more iterations than that.', startIteration));
}

/** As the experiment's own controls are trained. */
function withoutPast(spec: First['spec']): SpecDraft {
  const rest: { -readonly [Key in keyof First['spec']]: First['spec'][Key] } = { ...spec, snapshots: [] };
  delete rest.startIteration;
  delete rest.optimizerState;
  delete rest.returnsOptimizerState;
  return rest;
}

function changedSpec({ spec }: First, trial: number, change: RetrainChange): SpecDraft {
  const { dataOrderSeed, iterations } = change;
  const begun = keepsPast(change) ? spec : withoutPast(spec);
  checkIterations(begun, change);
  return {
    ...begun,
    ...(dataOrderSeed === undefined ? {} : { dataOrderSeed: roleSeed(dataOrderSeed, trial, 'data-order') }),
    ...(iterations === undefined ? {} : { iterations }),
  };
}

async function optimizerStart({ tensors }: StoreFolders, { spec }: First, change: RetrainChange): Promise<OptimizerStart> {
  if (spec.optimizerState === undefined || !keepsPast(change)) return {};
  return { optimizerState: await tensors.optimizerState(spec.optimizerState) };
}

/** @throws Error where other bits come out than the first time. */
export async function retrain(context: RunContext, parts: RunParts, ticketName: string, change: RetrainChange): Promise<void> {
  const { store } = context;
  const { journal } = parts;
  const place = ticketIdOf(ticketName);
  const first = await firstTraining(context, parts, place);
  const { mask, initialWeightsHash, maskHash } = await storedTicket(journal.record, place, store.tensors, store.readTraining);
  const ticket = { weights: await store.tensors.weights(initialWeightsHash), mask: maskHash === null ? null : mask };
  const origin = { ...place, network: journal.record.network, givenWeights: parts.plan.givenWeights, seed: journal.record.config.seed };
  const request = {
    role: roleOf(place),
    spec: changedSpec(first, place.trial, change),
    ...(await optimizerStart(store, first, change)),
    ...changedTicket(origin, ticket, change),
  };
  const { hash, sameBits } = await repeatTraining({ store, ...parts }, request);
  await journal.addRetraining(ticketPath(place), { change, training: hash, sameBits, at: new Date().toISOString() });
  if (sameBits === false)
    throw new ToldError(
      tell(
        '{0}: the training gave other bits than before. Please report this: the same training must always give the same bits.',
        ticketName,
      ),
    );
}

/** How many trainings a graphics card is given at a time: measured, where nobody has said it and the run is long enough. */
import { numericsOf } from '../../../engine/numerics.ts';
import { roleSeed } from '../../../lottery/places/seeds.ts';
import { initialWeights } from '../../../lottery/weights/initial-weights.ts';
import { isModel } from '../../../shared/config/schema/network-schema.ts';
import { networkSize } from '../../../shared/network/parameters.ts';
import { foreignWords, ownWords } from '../../../shared/text/own-words.ts';
import { bestPace, cardPaces, type CardPace, type Probe, threadPace } from '../../estimate/card-pace.ts';
import type { PastTraining } from '../../estimate/past-trainings.ts';
import { stepSeconds } from '../../estimate/training-seconds.ts';
import { availableCores } from '../../threads/pool-size.ts';
import type { TrainingThread } from '../../threads/thread-handle.ts';
import { basisOf, countStored, sameSettings } from '../opening/begin-record.ts';
import type { Prepared } from '../opening/prepare.ts';
import type { RunContext, StopSwitch } from '../opening/run-context.ts';

/** A run that takes less is not worth the seconds of measuring. */
const shortRun = 60;
/** Threads of a card; more have never been seen to bring more. */
const mostSideBySide = 8;
/** A training that no measurement comes to the end of. */
const endless = 2_147_483_647;

/** An experiment that trains in a pool, alone or as a member of a sweep. */
export interface PoolMember {
  readonly context: RunContext;
  readonly prepared: Prepared;
}

export interface CardMeans {
  readonly start: () => TrainingThread;
  /** How many threads there may be where so many are wanted. */
  readonly sizeFor: (workers: number) => number;
}

export interface MeasuredCard {
  /** Side by side. */
  readonly trainings: number;
  readonly measured: PastTraining;
}

/** Trainings that the store lacks. */
async function openTrainings({ context, prepared: { plan, roles, dataset } }: PoolMember): Promise<number> {
  const basis = basisOf(context.request.config, dataset.fingerprint, plan);
  const kept = await sameSettings(context, basis).catch(() => null);
  return roles.length - countStored(context.store, kept, roles);
}

const openSteps = async (member: PoolMember): Promise<number> =>
  (await openTrainings(member)) * member.context.request.config.training.iterations;

/** The dense network of the first trial. */
function probeOf({ prepared: { plan } }: PoolMember): Probe {
  const weights = plan.givenWeights ?? initialWeights(plan.network, roleSeed(plan.seed, 1, 'initial-weights'));
  return { spec: { ...plan.specDraft(1), iterations: endless, evaluateEvery: endless, snapshots: [], weights: '', mask: null }, weights };
}

/** The training on the embedded engine; null where that cannot train the network. */
function onProcessor({ context }: PoolMember, { spec: { backend: _, ...spec }, weights }: Probe): Probe | null {
  if (isModel(context.request.config.network)) return null;
  return { spec: { ...spec, engine: 'wasm', numerics: numericsOf(spec.network) }, weights };
}

const short = (number: number): string => String(Number(number.toPrecision(3)));

function paceWords(device: string, paces: readonly CardPace[]): string {
  const counts = paces.map(({ trainings, stepsPerSecond }) =>
    trainings === 1
      ? `one training takes ${short(stepsPerSecond)} steps a second`
      : `${String(trainings)} side by side ${short(stepsPerSecond)} together`,
  );
  return `On ${device} ${counts.join(', ')}: ${String(bestPace(paces).trainings)} at a time.`;
}

/** Said where all processors together would be done sooner. */
async function compareWithProcessor(
  member: PoolMember,
  probe: Probe,
  { stepsPerSecond }: CardPace,
  start: CardMeans['start'],
): Promise<void> {
  const { voice } = member.context;
  const embedded = onProcessor(member, probe);
  if (embedded === null) return;
  const one = await threadPace(start, embedded);
  const cores = availableCores();
  voice.emit('log', {
    level: 'info',
    text: `The embedded engine takes ${short(one)} steps a second on one of ${String(cores)} processors.`,
  });
  if (one * cores <= stepsPerSecond) return;
  const faster = short((one * cores) / stepsPerSecond);
  const text = `The embedded engine would be up to ${faster} times as fast on this computer's processors as this graphics card is: leave out "engine" and "backend" to use it.`;
  voice.emit('log', { level: 'warn', text });
}

const largest = (members: readonly PoolMember[]): PoolMember | undefined =>
  members.toSorted((a, b) => networkSize(b.prepared.plan.network).weights - networkSize(a.prepared.plan.network).weights)[0];

/** A pace as if trainings had been seen to take so long. */
function asPast({ prepared: { plan } }: PoolMember, { trainings, stepsPerSecond }: CardPace): PastTraining {
  const { network } = plan;
  const expected = stepSeconds({ network, densities: new Map(), engine: 'tfjs' }, plan.specDraft(1).batchSize);
  return { weights: networkSize(network).weights, engine: 'tfjs', expected, seconds: trainings / stepsPerSecond };
}

async function measure(member: PoolMember, steps: number, { start, sizeFor }: CardMeans): Promise<MeasuredCard | null> {
  const { context, prepared } = member;
  context.voice.emit('measuring', { device: prepared.engine.device ?? null });
  const probe = probeOf(member);
  const isWorthwhile = (alone: number): boolean => steps / alone >= shortRun;
  const paces = await cardPaces(start, probe, sizeFor(mostSideBySide), isWorthwhile);
  const best = bestPace(paces);
  if (isWorthwhile(best.stepsPerSecond)) {
    context.voice.emit('log', { level: 'info', text: paceWords(prepared.engine.device ?? 'the graphics card', paces) });
    await compareWithProcessor(member, probe, best, start);
  }
  return { trainings: best.trainings, measured: asPast(member, best) };
}

/** @returns null where there is no card, or nothing to choose. */
export async function measureCard(members: readonly PoolMember[], means: CardMeans, stop: StopSwitch): Promise<MeasuredCard | null> {
  // It leaves least of the card to others.
  const member = largest(members.filter(({ prepared }) => prepared.engine.backend === 'webgpu'));
  if (!member) return null;
  const steps = (await Promise.all(members.map(openSteps))).reduce((sum, one) => sum + one, 0);
  if (steps <= member.context.request.config.training.iterations) return null;
  const start = (): TrainingThread => {
    const thread = means.start();
    stop.onStop(() => void thread.terminate());
    return thread;
  };
  try {
    return await measure(member, steps, { ...means, start });
  } catch (error) {
    if (stop.reason !== null) return null;
    const text = `The pace of the graphics card could not be measured: ${foreignWords(error) ?? ownWords(error)}`;
    member.context.voice.emit('log', { level: 'info', text });
    return null;
  }
}

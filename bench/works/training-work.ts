/** A training step, or an evaluation, of one network at one density, beside every peer. */
import type { TrainInput } from '../../src/engine/engine.ts';
import type { BenchContext } from '../context.ts';
import type { BenchRow } from '../document.ts';
import { alternate, type Side } from '../measure/alternate.ts';
import type { Clock, Cost } from '../measure/cost.ts';
import { GpuSide } from '../ours/gpu-side.ts';
import { OwnSide } from '../ours/own-side.ts';
import type { Peer } from '../peers/peer.ts';
import { checkSameWork } from './same-work.ts';
import type { Work } from './work.ts';

export interface TrainingWork {
  readonly name: string;
  readonly byDefault: boolean;
  readonly what: 'step' | 'evaluation';
  readonly density: number;
  input(): TrainInput;
  /** Names of the peers that take part without --full. */
  readonly peers: (name: string) => boolean;
  /** Steps after which losses are compared; 20 if left out. */
  readonly stepsCompared?: number;
}

const units = { step: { unit: 'us', perSecond: 1e6 }, evaluation: { unit: 'ms', perSecond: 1e3 } } as const;
/** One epoch; a peer begins again after it. */
const batchesWritten = 916;
const slow = 2;

/** Where one unit takes seconds, it is measured once and stands for all rounds. */
function onceIfSlow({ name, run }: Side): Side {
  let known: Cost | null = null;
  return {
    name,
    run: async () => {
      const cost = known ?? (await run());
      if (cost.wall > slow) known = cost;
      return cost;
    },
  };
}

function sideOf(peer: Peer, what: TrainingWork['what'], blockSeconds: number): Side {
  return onceIfSlow({ name: peer.name, run: () => (what === 'step' ? peer.step(blockSeconds) : peer.evaluation()) });
}

async function load(context: BenchContext, work: TrainingWork, input: TrainInput, peers: readonly Peer[]): Promise<void> {
  const { files, checks } = context;
  const [data, training] = [files.data(input.data, input.spec.network.inputShape), files.training(input, batchesWritten)];
  for (const peer of peers) {
    await peer.load(data, training);
    if (work.what === 'step') checks.push(await checkSameWork(context, work.name, input, peer, work.stepsCompared));
  }
}

interface Compared {
  readonly sides: readonly Side[];
  readonly clock: Clock;
  /** What a peer is, by name. */
  readonly described: (name: string) => string;
}

async function rowsBeside({ name, what }: TrainingWork, context: BenchContext, ours: Side, compared: Compared): Promise<BenchRow[]> {
  const { sides, clock, described } = compared;
  const { rounds } = context.options;
  const { unit, perSecond } = units[what];
  const comparisons = await alternate(ours, sides, rounds, clock);
  return comparisons.map(({ peer, ours: mine, theirs, ratio }) => ({
    ...{ work: name, peer, ratio, unit, clock, rounds },
    ours: mine * perSecond,
    theirs: theirs === null ? null : theirs * perSecond,
    note: `1 thread each${peer === null ? '' : `; ${described(peer)}`}`,
  }));
}

async function rowsBesideGpu(work: TrainingWork, context: BenchContext, ours: Side, input: TrainInput): Promise<BenchRow[]> {
  const { gpu, options, checks } = context;
  if (!gpu) return [];
  const card = new GpuSide(gpu, input, options.blockSeconds);
  try {
    if (work.what === 'step') checks.push(await checkSameWork(context, work.name, input, card, work.stepsCompared));
    const described = (): string => `TensorFlow.js on ${gpu.device}`;
    return await rowsBeside(work, context, ours, { sides: [card.side(work.what)], clock: 'wall', described });
  } finally {
    card.close();
  }
}

/** The rows of one work, beside these peers, and beside the graphics card where there is one. */
export async function trainingRows(work: TrainingWork, context: BenchContext, peers: readonly Peer[]): Promise<BenchRow[]> {
  const { options, engine, gpu } = context;
  const input = work.input();
  await load(context, work, input, peers);
  const own = new OwnSide(engine, input, options.blockSeconds);
  const ours: Side = { name: 'ours', run: () => own[work.what]() };
  const sides = peers.map((peer) => sideOf(peer, work.what, options.blockSeconds));
  const described = (name: string): string => peers.find((each) => each.name === name)?.description ?? '';
  const isAlone = peers.length === 0 && gpu !== null;
  const beside = isAlone ? [] : await rowsBeside(work, context, ours, { sides, clock: 'cpu', described });
  return [...beside, ...(await rowsBesideGpu(work, context, ours, input))];
}

export const trainingWork = (work: TrainingWork): Work => ({
  name: work.name,
  byDefault: work.byDefault,
  run: (context) => {
    const { peers, options } = context;
    return trainingRows(
      work,
      context,
      peers.filter((peer) => options.full || work.peers(peer.name)),
    );
  },
});

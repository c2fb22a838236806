/** That a peer does the work that we do. */
import type { TrainInput } from '../../src/engine/engine.ts';
import type { BenchContext } from '../context.ts';
import type { BenchCheck } from '../document.ts';
import { gpuPeer } from '../ours/gpu-side.ts';
import { ownLosses } from '../ours/own-losses.ts';
import type { Peer } from '../peers/peer.ts';

const tolerance = 1e-3;
const stepsCompared = 20;
/** Peers that may take seconds for an evaluation. */
const fewSteps: Readonly<Record<string, number>> = { 'tfjs-cpu': 2, [gpuPeer]: 3 };

const difference = (ours: number, theirs: number): number => Math.abs(theirs - ours) / Math.abs(ours);

/** Right after `peer` was given the same training. */
export async function checkSameWork(
  { engine }: BenchContext,
  work: string,
  input: TrainInput,
  peer: Pick<Peer, 'name' | 'losses'>,
  count = stepsCompared,
): Promise<BenchCheck> {
  const steps = Math.min(count, fewSteps[peer.name] ?? count);
  const ours = ownLosses(engine, input, steps);
  const theirs = await peer.losses(steps);
  const largest = Math.max(...ours.map((loss, place) => difference(loss, theirs[place] ?? NaN)));
  return { work, peer: peer.name, steps, largestRelativeDifference: largest, same: largest < tolerance };
}

/** Sides that take turns: whatever the machine does meanwhile, it does to all of them. */
import type { Clock, Cost } from './cost.ts';
import { median } from './median.ts';

export interface Side {
  /** 'ours', or the peer's name. */
  readonly name: string;
  /** One block; the cost of one unit of the work. */
  run(): Cost | Promise<Cost>;
}

export interface Comparison {
  readonly peer: string | null;
  /** Medians over the rounds. */
  readonly ours: number;
  readonly theirs: number | null;
  /** Median of theirs / ours within each round. */
  readonly ratio: number | null;
}

async function oneRound(sides: readonly Side[], clock: Clock): Promise<number[]> {
  const costs: number[] = [];
  for (const side of sides) costs.push((await side.run())[clock]);
  return costs;
}

/** Ours, theirs, ours, theirs ...; one comparison for each peer, or one without a peer where there is none. */
export async function alternate(ours: Side, peers: readonly Side[], rounds: number, clock: Clock): Promise<Comparison[]> {
  const costs: number[][] = [];
  for (let round = 0; round < rounds; round++) costs.push(await oneRound([ours, ...peers], clock));
  const own = median(costs.map(([first]) => first ?? NaN));
  if (peers.length === 0) return [{ peer: null, ours: own, theirs: null, ratio: null }];
  return peers.map(({ name }, place) => {
    const pairs = costs.map((round) => [round[0] ?? NaN, round[place + 1] ?? NaN] as const);
    const ratio = median(pairs.map(([mine, theirs]) => theirs / mine));
    return { peer: name, ours: own, theirs: median(pairs.map(([, theirs]) => theirs)), ratio };
  });
}

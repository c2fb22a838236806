/**
 * A training step at each round of pruning beside the dense one: whether a pruned network is ever slower. CPU time, in turns, medians of the
 * ratios within a turn. LeNet's masks are tickets, found by magnitude after 1,000 iterations a round: random masks leave more hidden units
 * active, which is work that no ticket has. Those of convolutional networks are random, at the paper's rates.
 * `node build/bench/pruned-steps.cjs [network] [rounds] [turns] [seconds of a turn]`, e.g. `conv-2 0,3,7 9 1`
 */
import { readFileSync } from 'node:fs';
import { dataOrder } from '../src/engine/data-order.ts';
import type { TrainInput } from '../src/engine/engine.ts';
import { WasmMemory } from '../src/engine/wasm/memory/wasm-memory.ts';
import { WasmSession } from '../src/engine/wasm/session.ts';
import { canRevectorize, startEngine } from '../src/runs/threads/start-engine.ts';
import type { NetworkName } from '../src/shared/config/schema/network-schema.ts';
import type { MaskTensor, Tensor } from '../src/shared/tensors/tensors.ts';
import { convInput } from './conv-input.ts';
import { lenetInput } from './lenet-input.ts';
import { alternate, type Side } from './measure/alternate.ts';
import { per, stopwatch } from './measure/cost.ts';
import { unitsIn } from './ours/own-side.ts';

const [name = 'lenet-300-100', roundWords = '0,1,2,3,4,5,6,7,8,10,12,15,20', turns = '9', seconds = '0.3'] = process.argv.slice(2);
const isLenet = name === 'lenet-300-100';
const kernelBytes = readFileSync('build/kernels.wasm');
// It sets V8's flags as runs have them, too.
const engine = startEngine(kernelBytes, console.error);

/** The survivors without the smallest fifth of their weights. */
function pruned({ shape, data }: Tensor, mask: MaskTensor | undefined): MaskTensor {
  const kept = Uint8Array.from(mask?.data ?? new Uint8Array(data.length).fill(1));
  const survivors = [...data.keys()].filter((index) => kept[index] === 1);
  survivors.sort((a, b) => Math.abs(data[a] ?? 0) - Math.abs(data[b] ?? 0));
  for (const index of survivors.slice(0, Math.round(survivors.length / 5))) kept[index] = 0;
  return { shape, data: kept };
}

/** Tickets of LeNet, by round; 0 is the dense network. */
function tickets(last: number): TrainInput[] {
  const found = [lenetInput(1, { iterations: 1000, evaluateEvery: 1000 })];
  for (const input of found) {
    if (found.length > last) break;
    const outcome = engine.train(input, { shouldStop: () => false });
    if (outcome.kind !== 'finished') throw new Error('A training did not finish.');
    const weights = [...outcome.weights].filter(([, { shape }]) => shape.length > 1);
    found.push({ ...input, mask: new Map(weights.map(([key, tensor]) => [key, pruned(tensor, input.mask?.get(key))])) });
  }
  return found;
}

const rounds = [0, ...roundWords.split(',').map(Number)];
const lenets = isLenet ? tickets(Math.max(...rounds)) : [];
const inputAt = (round: number): TrainInput => lenets[round] ?? convInput(name as NetworkName, round, 60);

function side(round: number): Side {
  const input = inputAt(round);
  const session = new WasmSession(new WasmMemory(kernelBytes, canRevectorize(process.arch, process.versions.v8)), input);
  const order = dataOrder('bench', input.data.trainingIndices, input.spec.batchSize);
  let iteration = 0;
  const timed = (count: number): ReturnType<ReturnType<typeof stopwatch>> => {
    const elapsed = stopwatch();
    for (let n = 0; n < count; n++) session.step(order.batch(++iteration), iteration);
    return per(elapsed(), count);
  };
  timed(isLenet ? 200 : 3);
  const count = unitsIn(Number(seconds), timed(isLenet ? 20 : 1));
  return { name: `round ${String(round)}`, run: () => timed(count) };
}

async function main(): Promise<void> {
  const [dense = side(0), ...others] = rounds.map(side);
  for (const { peer, ours, theirs, ratio } of await alternate(dense, others, Number(turns), 'cpu')) {
    const [own, beside] = [theirs ?? NaN, ours].map((time) => `${(time * 1e6).toFixed(0).padStart(8)} us`);
    console.log(`${name} ${(peer ?? '').padEnd(9)} ${own ?? ''}, dense ${beside ?? ''}, ratio ${(ratio ?? NaN).toFixed(3)}`);
  }
}

void main();

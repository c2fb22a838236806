/**
 * A training step at each round of pruning beside the dense one: whether a pruned network is ever slower. CPU time, in turns, medians of the
 * ratios within a turn; random masks at the paper's rates.
 * `node build/bench/pruned-steps.cjs [network] [rounds] [turns] [seconds of a turn]`, e.g. `conv-2 0,3,7 9 1`
 */
import { readFileSync } from 'node:fs';
import { dataOrder } from '../src/engine/data-order.ts';
import type { TrainInput } from '../src/engine/engine.ts';
import { WasmMemory } from '../src/engine/wasm/memory/wasm-memory.ts';
import { WasmSession } from '../src/engine/wasm/session.ts';
import { canRevectorize, startEngine } from '../src/runs/threads/start-engine.ts';
import type { NetworkName } from '../src/shared/config/schema/network-schema.ts';
import { convInput } from './conv-input.ts';
import { lenetInput } from './lenet-input.ts';
import { alternate, type Side } from './measure/alternate.ts';
import { per, stopwatch } from './measure/cost.ts';
import { unitsIn } from './ours/own-side.ts';

const [name = 'lenet-300-100', rounds = '0,1,2,3,4,5,6,7,8,10,12,15,20', turns = '9', seconds = '0.3'] = process.argv.slice(2);
const isLenet = name === 'lenet-300-100';
const kernelBytes = readFileSync('build/kernels.wasm');
// It sets V8's flags as runs have them.
startEngine(kernelBytes, console.error);

function inputAt(round: number): TrainInput {
  if (!isLenet) return convInput(name as NetworkName, round, 60);
  return lenetInput(Array.from({ length: round }).reduce<number>((left) => 0.8 * left, 1));
}

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
  const [dense = side(0), ...pruned] = [0, ...rounds.split(',').map(Number)].map(side);
  for (const { peer, ours, theirs, ratio } of await alternate(dense, pruned, Number(turns), 'cpu')) {
    const [own, beside] = [theirs ?? NaN, ours].map((time) => `${(time * 1e6).toFixed(0).padStart(8)} us`);
    console.log(`${name} ${(peer ?? '').padEnd(9)} ${own ?? ''}, dense ${beside ?? ''}, ratio ${(ratio ?? NaN).toFixed(3)}`);
  }
}

void main();

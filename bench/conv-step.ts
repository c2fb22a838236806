/** Time of a training step of a convolutional network by rounds of pruning. CPU time, medians. `conv-step [network] [batch]` */
import { readFileSync } from 'node:fs';
import { dataOrder } from '../src/engine/data-order.ts';
import { WasmMemory } from '../src/engine/wasm/memory/wasm-memory.ts';
import { WasmSession } from '../src/engine/wasm/session.ts';
import type { NetworkName } from '../src/shared/config/schema/network-schema.ts';
import { convInput } from './conv-input.ts';
import { stopwatch } from './measure/cost.ts';
import { median } from './measure/median.ts';

const name = (process.argv[2] ?? 'conv-2') as NetworkName;
const batchSize = Number(process.argv[3] ?? 60);
const rounds = (process.argv[4] ?? '0,5,10,15,20,23').split(',').map(Number);

function measure(round: number): string {
  const input = convInput(name, round, batchSize);
  const memory = new WasmMemory(readFileSync('build/kernels.wasm'));
  const session = new WasmSession(memory, input);
  const order = dataOrder('bench', input.data.trainingIndices, batchSize);
  let iteration = 0;
  const step = (): void => {
    session.step(order.batch(++iteration), iteration);
  };
  for (let n = 0; n < 3; n++) step();
  const timed = (): number => {
    const elapsed = stopwatch();
    step();
    return elapsed().cpu * 1000;
  };
  const time = median(Array.from({ length: 7 }, timed));
  return `${name} round ${String(round).padStart(2)}  step ${time.toFixed(1).padStart(7)} ms  memory ${(memory.size / 1e6).toFixed(0)} MB`;
}

for (const round of rounds) console.log(measure(round));

/**
 * Time of a training step and of an evaluated image of a preset's network, beside what the model of src/runs/estimate says of them: its
 * constants. CPU time, medians; made-up images, random masks. Bundled and run by node: `estimate-constants [preset] [densities]`
 */
import { readFileSync } from 'node:fs';
import { dataOrder } from '../src/engine/data-order.ts';
import { WasmMemory } from '../src/engine/wasm/memory/wasm-memory.ts';
import { WasmSession } from '../src/engine/wasm/session.ts';
import { forwardSeconds } from '../src/runs/estimate/training-seconds.ts';
import { layersOf } from '../src/shared/config/networks/layer-names.ts';
import { resolveLayers } from '../src/shared/config/networks/resolve-layers.ts';
import { checkConfig } from '../src/shared/config/reading/check-config.ts';
import { builtInData } from '../src/shared/config/facts/known-data.ts';
import { prunableOf } from '../src/shared/network/parameters.ts';
import { imageInputFor } from '../test/unit/engine/support/image-input.ts';
import { stopwatch } from './measure/cost.ts';
import { median } from './measure/median.ts';

const [preset = 'paper/conv-2', densities = '1,0.5,0.2,0.05,0.02'] = process.argv.slice(2);
const { config } = checkConfig(`{ "extends": "${preset}" }`, { path: 'preset.lottery.json', readText: () => undefined });
if (!config) throw new Error(`There is no preset ${preset}.`);
const inputShape = builtInData(config.dataset)?.sampleShape ?? [1, 28, 28];
const network = { inputShape, classes: 10, layers: resolveLayers(layersOf(config.network), inputShape) };
const { optimizer: name, momentum, weightDecay, batchSize } = config.training;

function measure(density: number): string {
  const optimizer = { name, learningRate: 1e-4, momentum, weightDecay };
  const spec = { batchSize, optimizer, iterations: 1000, evaluateEvery: 1000, dropoutSeed: 'bench' };
  const input = imageInputFor({ network, density: density === 1 ? null : density, count: 400, seed: 'bench', spec });
  const session = new WasmSession(new WasmMemory(readFileSync('build/kernels.wasm')), input);
  const order = dataOrder('bench', input.data.trainingIndices, batchSize);
  const timed = (iteration: number): number => {
    const elapsed = stopwatch();
    session.step(order.batch(iteration), iteration);
    return elapsed().cpu * 1000;
  };
  timed(1);
  const step = median([2, 3, 4, 5, 6].map(timed));
  const elapsed = stopwatch();
  session.evaluate('training', () => false);
  const image = (elapsed().cpu * 1000) / input.data.trainingIndices.length;
  const forward = 1000 * forwardSeconds(network, new Map(prunableOf(network).map((parameter) => [parameter.name, density])));
  const said = (ms: number, model: number): string => `${ms.toFixed(3).padStart(9)} ms, model ${model.toFixed(3).padStart(9)}`;
  return `${preset} at ${String(density).padEnd(4)}  step ${said(step, 3 * batchSize * forward)}   image ${said(image, forward)}`;
}

for (const density of densities.split(',')) console.log(measure(Number(density)));

/**
 * Time of one product on each path of an evaluation, and of listing one input, in units of a product on the path of weights: the constants of
 * src/engine/wasm/evaluation/evaluation-path.ts. CPU time, medians of turns. Bundled and run by node: `evaluation-paths [inputs] [outputs]`
 */
import { readFileSync } from 'node:fs';
import type { EvaluationLayer } from '../src/engine/wasm/evaluation/layers/evaluation-layer.ts';
import type { EvaluationPath } from '../src/engine/wasm/evaluation/evaluation-path.ts';
import { groupSize } from '../src/engine/wasm/evaluation/group.ts';
import type { InputForm } from '../src/engine/wasm/evaluation/inputs/input-form.ts';
import { InputListsLayer } from '../src/engine/wasm/evaluation/layers/input-lists-layer.ts';
import { ListForm } from '../src/engine/wasm/evaluation/inputs/list-form.ts';
import { MatrixLayer } from '../src/engine/wasm/evaluation/layers/matrix-layer.ts';
import { RowForm } from '../src/engine/wasm/evaluation/inputs/row-form.ts';
import { TileForm } from '../src/engine/wasm/evaluation/inputs/tile-form.ts';
import { WeightListsLayer } from '../src/engine/wasm/evaluation/layers/weight-lists-layer.ts';
import { listsInBlocks } from '../src/engine/wasm/layers/input-lists.ts';
import { panelRow, rowBytes } from '../src/engine/wasm/memory/geometry.ts';
import { Arena, WasmMemory } from '../src/engine/wasm/memory/wasm-memory.ts';
import type { DenseLayer } from '../src/shared/network/network.ts';
import { firstIndices } from '../src/shared/numbers/counting.ts';
import { generatorFor, standardNormal } from '../src/shared/numbers/random.ts';
import { stopwatch } from './measure/cost.ts';
import { median } from './measure/median.ts';

const inputs = Number(process.argv[2] ?? 784);
const outputs = Number(process.argv[3] ?? 300);
const products = inputs * outputs * groupSize;
const layer: DenseLayer = { kind: 'dense', name: 'fc', inputs, outputs, activation: 'relu' };
const draw = generatorFor('bench', 'evaluation-paths');
const normals = (count: number): Float32Array => Float32Array.from({ length: count }, () => standardNormal(draw));
/** No byte is 0, so that every path has the same products. */
const values = Uint8Array.from({ length: groupSize * inputs }, () => 1 + ((draw.next() >>> 8) % 255));
const samples = { count: groupSize, sampleShape: [inputs], values, labels: new Uint8Array(groupSize) };
const weights = { weight: normals(inputs * outputs), factors: new Float32Array(inputs).fill(1), start: normals(outputs) };

function formOn(path: EvaluationPath, arena: Arena, memory: WasmMemory): InputForm {
  if (path === 'weights') return new TileForm(arena, memory, inputs, firstIndices(inputs));
  return path === 'inputs' ? new ListForm(arena, memory, inputs) : new RowForm(arena, memory, inputs);
}

function layerOn(path: EvaluationPath, arena: Arena, memory: WasmMemory): EvaluationLayer {
  if (path === 'weights') return new WeightListsLayer(arena, memory, layer, firstIndices(inputs * outputs), null);
  return path === 'inputs'
    ? new InputListsLayer(arena, memory, layer, listsInBlocks(inputs, groupSize))
    : new MatrixLayer(arena, memory, layer, rowBytes(inputs));
}

/** One group through the layer. */
function groupOn(path: EvaluationPath): () => void {
  const [arena, memory] = [new Arena(), new WasmMemory(readFileSync('build/kernels.wasm'))];
  const [form, program] = [formOn(path, arena, memory), layerOn(path, arena, memory)];
  const from = arena.take(form.mostBytes);
  const out = arena.take(2 * groupSize * program.outputRow + 4096);
  memory.reserve(arena.size);
  program.prepare();
  form.prepare();
  program.refresh(weights);
  form.write(samples, firstIndices(groupSize), from);
  const input = form.load(from);
  return () => {
    program.forward(input, out);
  };
}

/** Lists of a group's inputs where, as after a ReLU, every other one is 0. */
function listing(): () => void {
  const [arena, memory] = [new Arena(), new WasmMemory(readFileSync('build/kernels.wasm'))];
  const row = rowBytes(inputs);
  const [from, starts, pairs] = [arena.take(groupSize * row), arena.take(4 * groupSize + 4), arena.take(8 * groupSize * inputs)];
  memory.reserve(arena.size);
  memory.floats(from, (groupSize * row) / 4).set(normals((groupSize * row) / 4).map((value) => Math.max(0, value)));
  return () => {
    memory.kernels.listNonzeroFloats(from, row, groupSize, inputs, panelRow, starts, pairs);
  };
}

const works = { weights: groupOn('weights'), inputs: groupOn('inputs'), dense: groupOn('dense'), listing: listing() };
type Work = keyof typeof works;
const names = Object.keys(works) as Work[];
const times: Record<Work, number[]> = { weights: [], inputs: [], dense: [], listing: [] };
const repetitions = Math.ceil(2e8 / products);

for (let turn = 0; turn < 21; turn++)
  for (const name of names) {
    const elapsed = stopwatch();
    for (let n = 0; n < repetitions; n++) works[name]();
    times[name].push(elapsed().cpu);
  }
const time = (name: Work): number => median(times[name]) / repetitions / (name === 'listing' ? groupSize * inputs : products);
for (const name of names)
  console.log(`${name.padEnd(8)} ${(time(name) / time('weights')).toFixed(2).padStart(6)}  ${(time(name) * 1e9).toFixed(3)} ns`);

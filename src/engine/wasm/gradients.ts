/** Gradient of the mean loss over any number of samples, summed over groups in f64. */
import type { Tensor, Weights } from '../../shared/tensors/tensors.ts';
import type { GradientsInput } from '../engine.ts';
import { evaluationGroup } from './memory/geometry.ts';
import { onePass } from './passes/one-pass.ts';
import type { WasmMemory } from './memory/wasm-memory.ts';

function addTo(sums: Map<string, Float64Array>, gradients: Weights): void {
  for (const [name, { data }] of gradients) {
    const sum = sums.get(name) ?? new Float64Array(data.length);
    data.forEach((value, index) => {
      sum[index] = (sum[index] ?? 0) + value;
    });
    sums.set(name, sum);
  }
}

export function wasmGradients(memory: WasmMemory, input: GradientsInput): Weights {
  const { weights, samples, loss } = input;
  const { program, pass, data } = onePass(memory, input);
  for (const layer of program.layers) layer.refresh();
  const sums = new Map<string, Float64Array>();
  for (let first = 0; first < samples.count; first += evaluationGroup) {
    const group = Uint32Array.from({ length: Math.min(evaluationGroup, samples.count - first) }, (_, n) => first + n);
    pass.forward(data, group);
    if (loss === 'sum-of-outputs') pass.backwardOfSum(group.length, samples.count);
    else pass.backward(group.length, samples.count);
    addTo(sums, program.read('gradient'));
  }
  return new Map(
    [...sums].map(([name, sum]): [string, Tensor] => [name, { shape: weights.get(name)?.shape ?? [], data: Float32Array.from(sum) }]),
  );
}

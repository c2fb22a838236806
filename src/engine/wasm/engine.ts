/** The embedded engine: AssemblyScript kernels, WebAssembly SIMD, the same bits everywhere. */
import type { Tensor, Weights } from '../../shared/tensors/tensors.ts';
import type { Engine, GradientsInput } from '../engine.ts';
import { runTraining } from '../training-loop.ts';
import { evaluateOnce } from './evaluation/evaluate-once.ts';
import { evaluationGroup } from './memory/geometry.ts';
import { WasmMemory } from './memory/wasm-memory.ts';
import { onePass } from './passes/one-pass.ts';
import { WasmSession } from './session.ts';

function addTo(sums: Map<string, Float64Array>, gradients: Weights): void {
  for (const [name, { data }] of gradients) {
    const sum = sums.get(name) ?? new Float64Array(data.length);
    data.forEach((value, index) => {
      sum[index] = (sum[index] ?? 0) + value;
    });
    sums.set(name, sum);
  }
}

/** Gradient of the mean loss over any number of samples, summed over groups in f64. */
function wasmGradients(memory: WasmMemory, input: GradientsInput): Weights {
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

/**
 * `kernelBytes`: the content of build/kernels.wasm. One call at a time; a worker thread needs one engine of its own.
 * `paired`: with the kernels that are faster where V8 pairs vector operations; the bits are the same.
 */
export function createWasmEngine(kernelBytes: Uint8Array, paired = false): Engine {
  const memory = new WasmMemory(kernelBytes, paired);
  return {
    name: 'wasm',
    train: (input, hooks) => runTraining(new WasmSession(memory, input), input, hooks),
    evaluate: (input) => evaluateOnce(memory, input),
    gradients: (input) => wasmGradients(memory, input),
  };
}

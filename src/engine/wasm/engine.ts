/** The embedded engine: AssemblyScript kernels, WebAssembly SIMD, the same bits everywhere. */
import type { Network } from '../../shared/network.ts';
import { prunableOf } from '../../shared/network/parameters.ts';
import type { Mask, MaskTensor, Weights } from '../../shared/tensors.ts';
import type { Engine, EvaluateInput } from '../engine.ts';
import { numerics } from '../numerics.ts';
import { runTraining } from '../training-loop.ts';
import type { MeanResult } from '../training-session.ts';
import { evaluateSamples } from './evaluate-samples.ts';
import { wasmGradients } from './gradients.ts';
import { onePass } from './one-pass.ts';
import { WasmSession } from './session.ts';
import { WasmMemory } from './wasm-memory.ts';

/** Weights that are exactly 0 need not take part. */
function maskOfNonzeros(network: Network, weights: Weights): Mask {
  return new Map(
    prunableOf(network).map(({ name, shape }): [string, MaskTensor] => {
      const data = weights.get(name)?.data ?? new Float32Array(0);
      return [name, { shape, data: Uint8Array.from(data, (value) => (value === 0 ? 0 : 1)) }];
    }),
  );
}

function evaluate(memory: WasmMemory, input: EvaluateInput): MeanResult {
  const { network, weights, samples } = input;
  const { program, pass, data } = onePass(memory, { ...input, mask: maskOfNonzeros(network, weights) });
  const indices = Uint32Array.from({ length: samples.count }, (_, index) => index);
  const result = evaluateSamples(program, pass, data, indices, () => false);
  if (!result) throw new Error('An evaluation without a stop was stopped.');
  return result;
}

/** `kernelBytes`: the content of build/kernels.wasm. One call at a time; a worker thread needs one engine of its own. */
export function createWasmEngine(kernelBytes: Uint8Array): Engine {
  const memory = new WasmMemory(kernelBytes);
  return {
    name: 'wasm',
    numerics,
    train: (input, hooks) => runTraining(new WasmSession(memory, input), input, hooks),
    evaluate: (input) => evaluate(memory, input),
    gradients: (input) => wasmGradients(memory, input),
  };
}

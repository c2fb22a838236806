/** The embedded engine: AssemblyScript kernels, WebAssembly SIMD, the same bits everywhere. */
import type { Engine } from '../engine.ts';
import { numerics } from '../numerics.ts';
import { runTraining } from '../training-loop.ts';
import { evaluateOnce } from './evaluation/evaluate-once.ts';
import { wasmGradients } from './gradients.ts';
import { WasmSession } from './session.ts';
import { WasmMemory } from './memory/wasm-memory.ts';

/**
 * `kernelBytes`: the content of build/kernels.wasm. One call at a time; a worker thread needs one engine of its own.
 * `paired`: with the kernels that are faster where V8 pairs vector operations; the bits are the same.
 */
export function createWasmEngine(kernelBytes: Uint8Array, paired = false): Engine {
  const memory = new WasmMemory(kernelBytes, paired);
  return {
    name: 'wasm',
    numerics,
    train: (input, hooks) => runTraining(new WasmSession(memory, input), input, hooks),
    evaluate: (input) => evaluateOnce(memory, input),
    gradients: (input) => wasmGradients(memory, input),
  };
}

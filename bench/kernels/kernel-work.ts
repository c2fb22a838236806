/** What the mathematics of a step asks of each kernel, in multiply-adds. */
import type { TrainInput } from '../../src/engine/engine.ts';
import { pathOf } from '../../src/engine/wasm/path-rule.ts';
import type { LayerPath } from '../../src/engine/wasm/path-rule.ts';
import { zeroInputsOf } from '../../src/engine/wasm/zero-inputs.ts';
import { weightName } from '../../src/shared/network.ts';

interface LayerWork {
  readonly path: LayerPath;
  readonly isFirst: boolean;
  /** Multiply-adds of one pass over the batch. */
  readonly pass: number;
}

function workOf({ spec, mask, data }: TrainInput): LayerWork[] {
  const zeroInputs = zeroInputsOf(data.pool);
  return spec.network.layers.map((layer, place) => {
    const all = layer.inputs * layer.outputs;
    const kept = mask?.get(weightName(layer))?.data.reduce((sum, one) => sum + one, 0) ?? all;
    const isFirst = place === 0;
    const path = pathOf({ isFirst, density: kept / all, zeroInputs });
    const weights = path === 'sparse' ? kept : path === 'input-sparse' ? all * (1 - zeroInputs) : all;
    return { path, isFirst, pass: weights * spec.batchSize };
  });
}

export interface KernelWork {
  readonly multiplyAdds: number;
  /** Each multiply-add of four lanes loads 16 bytes: then loads are the nearer limit. */
  readonly loadBound: boolean;
}

/** By kernel; those that are not here cost something else than multiply-adds. */
export function kernelWork(input: TrainInput): ReadonlyMap<string, KernelWork> {
  const layers = workOf(input);
  const sum = (path: LayerPath, passes: (layer: LayerWork) => number): number =>
    layers.filter((layer) => layer.path === path).reduce((total, layer) => total + passes(layer) * layer.pass, 0);
  const work: readonly [string, number, boolean][] = [
    // Forward and weight gradient; no gradient flows to the inputs of the first layer.
    ['gemm', sum('dense', ({ isFirst }) => (isFirst ? 2 : 3)), false],
    ['inputSparseForward', sum('input-sparse', () => 1), true],
    ['inputSparseGradient', sum('input-sparse', () => 1), true],
    ['sparseForward', sum('sparse', () => 1), true],
    ['sampledProduct', sum('sparse', () => 1), true],
    ['sparseInputGradient', sum('sparse', ({ isFirst }) => (isFirst ? 0 : 1)), true],
  ];
  return new Map(work.map(([name, multiplyAdds, loadBound]) => [name, { multiplyAdds, loadBound }]));
}

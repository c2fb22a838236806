/** The multiply-adds that the mathematics of a step asks of each kernel; zeros that a path skips are not asked for. */
import type { TrainInput } from '../../src/engine/engine.ts';
import { type LayerPath, pathOf } from '../../src/engine/wasm/layers/path-rule.ts';
import { type DenseNetwork, weightName } from '../../src/shared/network/network.ts';

export interface KernelWork {
  readonly kernel: string;
  readonly multiplyAdds: number;
}

/** One layer in one step. */
interface LayerWork {
  readonly path: LayerPath;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Multiply-adds of one pass of the batch through the weights that remain. */
  readonly pass: number;
  /** Fractions that are not 0. */
  readonly activeInputs: number;
  readonly activeOutputs: number;
}

function layerWorks({ spec, mask }: TrainInput, active: readonly number[]): LayerWork[] {
  const { layers } = spec.network as DenseNetwork;
  return layers.map((layer, place) => {
    const all = layer.inputs * layer.outputs;
    const kept = mask?.get(weightName(layer))?.data.reduce((sum, one) => sum + one, 0) ?? all;
    const [activeInputs, activeOutputs] = [active[place] ?? 1, active[place + 1] ?? 1];
    const hasActiveInput = layers[place - 1]?.activation === 'relu';
    const isFirst = place === 0;
    const path = pathOf({ isFirst, hasActiveInput, density: kept / all, zeroInputs: 1 - (active[0] ?? 1) });
    const weights = path === 'sparse' ? kept : all;
    return { path, isFirst, isLast: place === layers.length - 1, pass: weights * spec.batchSize, activeInputs, activeOutputs };
  });
}

/** Forward, weight gradient, and the inputs' gradient of every layer but the first. */
function kernelsOf({ path, isFirst, isLast, pass, activeInputs, activeOutputs }: LayerWork): KernelWork[] {
  const back = (kernel: string, multiplyAdds: number): KernelWork[] => (isFirst ? [] : [{ kernel, multiplyAdds }]);
  if (path === 'dense') return [{ kernel: 'gemm', multiplyAdds: 2 * pass }, ...back('gemm', pass)];
  if (path === 'sparse') {
    const both = ['sparseForward', 'sampledProduct'].map((kernel) => ({ kernel, multiplyAdds: pass }));
    return [...both, ...back('sparseInputGradient', pass)];
  }
  if (path === 'input-sparse')
    return ['inputListProduct', 'panelGradient'].map((kernel) => ({ kernel, multiplyAdds: activeInputs * pass }));
  const both = ['inputSparseForward', 'inputSparseGradient'].map((kernel) => ({ kernel, multiplyAdds: activeInputs * pass }));
  return [...both, ...(isLast ? back('gemm', pass) : back('inputSparseForward', activeOutputs * pass))];
}

/** @param active As `activeFractions` says. Kernels that are not in the answer cost something else than multiply-adds. */
export function kernelWork(input: TrainInput, active: readonly number[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { kernel, multiplyAdds } of layerWorks(input, active).flatMap(kernelsOf)) {
    sums.set(kernel, (sums.get(kernel) ?? 0) + multiplyAdds);
  }
  return sums;
}

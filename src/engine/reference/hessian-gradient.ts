/** The Hessian of a loss times its own gradient, for GraSP (Wang et al. 2020), in float64. */
import { firstIndices } from '../../shared/numbers/counting.ts';
import type { HessianGradient } from '../../shared/specs/gradients.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import type { EvaluateInput } from '../engine.ts';
import { lossGradient } from './evaluate.ts';
import { runLayers } from './run-layers.ts';
import { normalizedSample } from './samples.ts';
import { applyMask, type Parameters, tensorOf, toParameters, trainedZeros, weightsOf } from './tensors.ts';

export interface HessianGradientInput extends EvaluateInput, HessianGradient {
  /** The product is by the weights that remain alone: biases and normalisations stay where they are. */
  readonly mask: Mask;
  /** Asked between groups of samples. */
  shouldStop(): boolean;
}

/**
 * Length of the step along the gradient, as a share of the weights' length. The step must not carry a unit over the kink of its
 * ReLU: 1e-3 does so often, and most of the product is then wrong. In float64 a step of 1e-8 leaves 8 exact decimals.
 */
const relativeStep = 1e-8;

/** Indices of groups that are as even as possible. */
function groupsOf(count: number, size: number): readonly Uint32Array[] {
  const groups = Math.ceil(count / size);
  const startOf = (group: number): number => Math.floor((group * count) / groups);
  return Array.from({ length: groups }, (_, group) => firstIndices(count).subarray(startOf(group), startOf(group + 1)));
}

/** Gradient of the mean cross-entropy of logits / temperature; 0 where pruned. @throws Error where it is stopped. */
function gradientAt(parameters: Parameters, input: HessianGradientInput): Parameters {
  const { network, samples, mean, standardDeviation, temperature, mask } = input;
  const sums = trainedZeros(network);
  const share = 1 / (samples.count * temperature);
  for (const group of groupsOf(samples.count, input.groupSize)) {
    if (input.shouldStop()) throw new Error('the run was stopped');
    const batch = Array.from(group, (index) => normalizedSample(samples, index, mean, standardDeviation));
    const { output, backward } = runLayers(network.layers, parameters, batch, 'batch-statistics');
    const gradients = output.map((logits, place) =>
      lossGradient(
        logits.map((value) => value / temperature),
        samples.labels[group[place] ?? 0] ?? 0,
        share,
      ),
    );
    backward(gradients, sums);
  }
  applyMask(sums, mask);
  return sums;
}

function lengthOf(parameters: Parameters, mask: Mask): number {
  let sum = 0;
  for (const name of mask.keys()) for (const value of tensorOf(parameters, name)) sum += value * value;
  return Math.sqrt(sum);
}

/** parameters + step * direction, of the mask's tensors. */
function moved(parameters: Parameters, direction: Parameters, step: number, mask: Mask): Parameters {
  const along = (name: string, values: Float64Array): Float64Array => {
    const own = tensorOf(direction, name);
    return values.map((value, index) => value + step * (own[index] ?? 0));
  };
  return new Map([...parameters].map(([name, values]) => [name, mask.has(name) ? along(name, values) : values.slice()]));
}

/**
 * The central difference (g(w + e g) - g(w - e g)) / 2e of the gradient g along itself, of the mask's tensors; 0 where pruned.
 * Batch normalisation takes the statistics of each group, as in a training, and dropout does nothing.
 */
export function hessianGradient(input: HessianGradientInput): Weights {
  const { weights, mask } = input;
  const parameters = toParameters(weights);
  applyMask(parameters, mask);
  const direction = gradientAt(moved(parameters, parameters, 0, mask), input);
  const length = lengthOf(direction, mask);
  // Where the gradient is 0, so is the product.
  const step = length === 0 ? 1 : (relativeStep * lengthOf(parameters, mask)) / length;
  const ahead = gradientAt(moved(parameters, direction, step, mask), input);
  const behind = gradientAt(moved(parameters, direction, -step, mask), input);
  const product = (name: string): Float64Array => {
    const after = tensorOf(behind, name);
    return tensorOf(ahead, name).map((value, index) => (value - (after[index] ?? 0)) / (2 * step));
  };
  return weightsOf(new Map([...mask.keys()].map((name) => [name, product(name)])), weights);
}

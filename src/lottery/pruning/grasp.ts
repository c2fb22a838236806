/** GraSP (Wang et al. 2020): how much a connection keeps the gradient flowing. */
import type { Mask, Tensor, Weights } from '../../shared/tensors/tensors.ts';
import { applyMask } from '../masks/mask.ts';
import { scoresOf } from './criterion.ts';
import type { Gradient } from './gradients.ts';
import type { Scores } from './prune.ts';

/** Length of the step along the gradient, relative to the weights': small against kinks, large against rounding. */
const relativeStep = 1e-3;

/** What the logits are divided by, as in the authors' program: else the softmax's own curvature drowns the network's. */
export const graspTemperature = 200;

/** Of weights only: biases and normalisation are not pruned, and stay where they are. */
const prunable = (weights: Weights, mask: Mask): Weights => new Map([...weights].filter(([name]) => mask.has(name)));

function norm(weights: Weights): number {
  let sum = 0;
  for (const { data } of weights.values()) for (const value of data) sum += value * value;
  return Math.sqrt(sum);
}

/** weights + step * direction, rounded to float32. */
function moved(weights: Weights, direction: Weights, step: number): Weights {
  return new Map(
    [...weights].map(([name, { shape, data }]): [string, Tensor] => {
      const along = direction.get(name)?.data;
      return [name, { shape, data: data.map((value, index) => value + step * (along?.[index] ?? 0)) }];
    }),
  );
}

/**
 * weight x (Hessian x gradient): the lowest goes first, since without it the gradient's norm grows most, or falls least. It is their
 * equation 8, S = -weight x (Hessian x gradient), with the sign turned: they remove the largest S.
 * The product with the Hessian is the central difference of gradients along the gradient, (g(w + e g) - g(w - e g)) / 2e,
 * with e = 0.001 |w| / |g|.
 * @param gradient Of the loss at `graspTemperature`; see `tempered`.
 */
export async function graspScores(initial: Weights, mask: Mask, gradient: Gradient): Promise<Scores> {
  const weights = applyMask(initial, mask);
  const direction = prunable(await gradient(weights, mask), mask);
  const length = norm(direction);
  // Where the gradient is 0 no weight matters more than another.
  const step = length === 0 ? 1 : (relativeStep * norm(prunable(weights, mask))) / length;
  const ahead = await gradient(moved(weights, direction, step), mask);
  const behind = await gradient(moved(weights, direction, -step), mask);
  const product = scoresOf(ahead, behind, mask, (a, b) => (a - b) / (2 * step));
  return new Map([...product].map(([name, values]) => [name, values.map((value, index) => value * (weights.get(name)?.data[index] ?? 0))]));
}

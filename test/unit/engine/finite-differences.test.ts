/** The reference's gradients against finite differences of its loss. */
import { describe, expect, it } from 'vitest';
import { addGradient } from '../../../src/engine/reference/backward.ts';
import { crossEntropy, levelsOf } from '../../../src/engine/reference/forward.ts';
import type { Parameters } from '../../../src/engine/reference/forward.ts';
import { parametersOf, zerosLike } from '../../../src/engine/reference/tensors.ts';
import { networkOf, weightsFor } from './synthetic.ts';

const network = networkOf([5, 7, 4, 3]);
const input = Float64Array.of(0.3, -1.2, 0.7, 2.1, -0.4);

function loss(parameters: Parameters): number {
  return crossEntropy(levelsOf(network, parameters, input).at(-1) ?? input, 1);
}

describe('gradients of the reference', () => {
  const weights = weightsFor(network, 'differences');
  const gradients = zerosLike(weights);
  addGradient(network, parametersOf(weights), input, 1, 1, gradients);

  it.each([...weights.keys()])('of %s are the slopes of the loss', (name) => {
    gradients.get(name)?.forEach((gradient, index) => {
      const shifted = (step: number): number => {
        const parameters = parametersOf(weights);
        const values = parameters.get(name);
        if (values) values[index] = (values[index] ?? 0) + step;
        return loss(parameters);
      };
      expect((shifted(1e-5) - shifted(-1e-5)) / 2e-5).toBeCloseTo(gradient, 8);
    });
  });
});

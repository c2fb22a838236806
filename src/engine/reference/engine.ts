/** An engine in plain TypeScript and float64, for tests: slow, and written for clarity only. */
import type { Weights } from '../../shared/tensors.ts';
import type { Engine, GradientsInput } from '../engine.ts';
import { numerics } from '../numerics.ts';
import { runTraining } from '../training-loop.ts';
import { addGradient } from './backward.ts';
import { meanResult } from './evaluate.ts';
import { normalizedSample } from './samples.ts';
import { ReferenceSession } from './session.ts';
import { applyMask, parametersOf, weightsOf, zerosLike } from './tensors.ts';

function gradients({ network, weights, mask, samples, mean, standardDeviation }: GradientsInput): Weights {
  const parameters = parametersOf(weights);
  applyMask(parameters, mask);
  const sums = zerosLike(weights);
  for (let index = 0; index < samples.count; index++) {
    const x = normalizedSample(samples, index, mean, standardDeviation);
    addGradient(network, parameters, x, samples.labels[index] ?? 0, 1 / samples.count, sums);
  }
  applyMask(sums, mask);
  return weightsOf(sums, weights);
}

export function createReferenceEngine(): Engine {
  return {
    name: 'reference',
    numerics,
    train: (input, hooks) => runTraining(new ReferenceSession(input), input, hooks),
    evaluate: (input) =>
      meanResult(
        input,
        parametersOf(input.weights),
        Uint32Array.from({ length: input.samples.count }, (_, index) => index),
      ),
    gradients,
  };
}

/** An engine in plain TypeScript and float64, for tests: slow, and written for clarity only. */
import { firstIndices } from '../../shared/numbers/counting.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import type { Engine, GradientsInput } from '../engine.ts';
import { runTraining } from '../training-loop.ts';
import { addBatchGradients, addSumGradients } from './batch-gradients.ts';
import { meanResult } from './evaluate.ts';
import { normalizedSample } from './samples.ts';
import { ReferenceSession } from './session.ts';
import { applyMask, toParameters, trainedZeros, weightsOf } from './tensors.ts';

function gradients({ network, weights, mask, samples, mean, standardDeviation, loss }: GradientsInput): Weights {
  const parameters = toParameters(weights);
  applyMask(parameters, mask);
  const sums = trainedZeros(network);
  const input = Array.from(firstIndices(samples.count), (index) => normalizedSample(samples, index, mean, standardDeviation));
  if (loss === 'sum-of-outputs') addSumGradients(network, parameters, input, sums);
  else addBatchGradients(network, parameters, { input, labels: [...samples.labels] }, null, sums);
  applyMask(sums, mask);
  return weightsOf(sums, weights);
}

export function createReferenceEngine(): Engine {
  return {
    name: 'reference',
    train: (input, hooks) => runTraining(new ReferenceSession(input), input, hooks),
    evaluate: (input) => meanResult(input, toParameters(input.weights), firstIndices(input.samples.count)),
    gradients,
  };
}

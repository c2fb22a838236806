/** The reference's gradients of the paper's deep networks, narrow, against slopes of the loss along a random direction in each tensor. */
import { describe, expect, it } from 'vitest';
import { addBatchGradients } from '../../../../src/engine/reference/batch-gradients.ts';
import { toParameters, trainedZeros } from '../../../../src/engine/reference/tensors.ts';
import type { NetworkName } from '../../../../src/shared/config/schema/network-schema.ts';
import { productOf } from '../../../../src/shared/network/shapes.ts';
import { generatorFor, standardNormal } from '../../../../src/shared/numbers/random.ts';
import { narrowNetwork } from '../support/narrow-network.ts';
import { weightsFor } from '../support/synthetic.ts';

const training = { iteration: 1, dropoutSeed: '' };
/** Small: a larger one would meet the corner of a ReLU. */
const step = 1e-7;

describe.each<[NetworkName, number, number, number]>([
  ['resnet-20', 8, 8, 65],
  ['vgg-19', 32, 16, 50],
])('gradients of %s, 1 / %d of the filters, images of %d pixels', (name, by, side, tensors) => {
  const network = narrowNetwork(name, by, side);
  const weights = weightsFor(network, 'deep');
  const draw = generatorFor('deep', 'input');
  const normal = (length: number): Float64Array => Float64Array.from({ length }, () => standardNormal(draw));
  const batch = { input: Array.from({ length: 4 }, () => normal(productOf(network.inputShape))), labels: [1, 0, 2, 9] };
  const gradients = trainedZeros(network);
  addBatchGradients(network, toParameters(weights), batch, training, gradients);

  it('has a gradient for every tensor that is trained', () => {
    expect(gradients.size).toBe(tensors);
  });

  it.each([...gradients.keys()])('%s', (key) => {
    const gradient = gradients.get(key) ?? new Float64Array(0);
    const direction = normal(gradient.length);
    const lossAt = (distance: number): number => {
      const parameters = toParameters(weights);
      const values = parameters.get(key) ?? new Float64Array(0);
      values.forEach((value, index) => (values[index] = value + distance * (direction[index] ?? 0)));
      return addBatchGradients(network, parameters, batch, training, trainedZeros(network));
    };
    const expected = gradient.reduce((sum, slope, index) => sum + slope * (direction[index] ?? 0), 0);
    const slope = (lossAt(step) - lossAt(-step)) / (2 * step);
    expect(Math.abs(slope - expected)).toBeLessThan(1e-5 * (1 + Math.abs(expected)));
  });
});

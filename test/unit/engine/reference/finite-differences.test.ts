/** The reference's gradients against finite differences of its loss, for every kind of layer. */
import { describe, expect, it } from 'vitest';
import { addBatchGradients } from '../../../../src/engine/reference/batch-gradients.ts';
import type { Mode } from '../../../../src/engine/reference/run.ts';
import { toParameters, trainedZeros } from '../../../../src/engine/reference/tensors.ts';
import type { LayerConfig } from '../../../../src/shared/config/schema/layer-schemas.ts';
import { productOf } from '../../../../src/shared/network/shapes.ts';
import { generatorFor, standardNormal } from '../../../../src/shared/numbers/random.ts';
import { networkWith } from '../support/networks.ts';
import { weightsFor } from '../support/synthetic.ts';

const image = [2, 5, 6];
const training: Mode = { iteration: 3, dropoutSeed: 'dropout' };

function batchFor(inputShape: readonly number[]): { input: Float64Array[]; labels: number[] } {
  const draw = generatorFor('differences', 'input');
  const sample = (): Float64Array => Float64Array.from({ length: productOf(inputShape) }, () => standardNormal(draw));
  return { input: Array.from({ length: 3 }, sample), labels: [1, 0, 2] };
}

const block: LayerConfig = { kind: 'residual', layers: [{ kind: 'convolution', filters: 2 }, { kind: 'batch-normalization' }] };

describe.each<[string, LayerConfig[], readonly number[], Mode]>([
  ['dense', [{ units: 7 }, { units: 4 }], [5], null],
  ['dense without activation', [{ units: 7, activation: 'none' }], [5], null],
  ['convolution', [{ kind: 'convolution', filters: 3 }], image, null],
  ['convolution, stride 2', [{ kind: 'convolution', filters: 3, stride: 2, activation: 'none' }], image, null],
  [
    'convolution, valid, stride 3, 2 x 3',
    [{ kind: 'convolution', filters: 2, padding: 'valid', stride: 3, kernelSize: [2, 3] }],
    image,
    null,
  ],
  [
    'two convolutions',
    [
      { kind: 'convolution', filters: 3 },
      { kind: 'convolution', filters: 2, kernelSize: 2, bias: false },
    ],
    image,
    null,
  ],
  ['max-pool', [{ kind: 'convolution', filters: 3, activation: 'none' }, { kind: 'max-pool' }], image, null],
  [
    'max-pool that overlaps',
    [
      { kind: 'convolution', filters: 2 },
      { kind: 'max-pool', size: 3, stride: 1 },
    ],
    image,
    null,
  ],
  [
    'average-pool',
    [
      { kind: 'convolution', filters: 2 },
      { kind: 'average-pool', size: [2, 3], stride: 1 },
    ],
    image,
    null,
  ],
  ['global-average-pool', [{ kind: 'convolution', filters: 4 }, { kind: 'global-average-pool' }, { units: 5 }], image, null],
  ['flatten, relu', [{ kind: 'flatten' }, { units: 6, activation: 'none' }, { kind: 'relu' }], image, null],
  ['dropout', [{ units: 9 }, { kind: 'dropout', rate: 0.3 }], [5], training],
  ['dropout in an evaluation', [{ units: 9 }, { kind: 'dropout', rate: 0.3 }], [5], null],
  ['batch normalization', [{ kind: 'convolution', filters: 3 }, { kind: 'batch-normalization' }, { kind: 'relu' }], image, training],
  ['batch normalization of features', [{ units: 4, activation: 'none' }, { kind: 'batch-normalization' }], [5], training],
  ['batch normalization in an evaluation', [{ kind: 'convolution', filters: 3 }, { kind: 'batch-normalization' }], image, null],
  ['residual', [{ kind: 'convolution', filters: 2 }, block, { kind: 'relu' }], image, training],
  [
    'residual with a convolution',
    [
      {
        kind: 'residual',
        shortcut: 'convolution',
        layers: [{ kind: 'convolution', filters: 3, stride: 2 }, { kind: 'batch-normalization' }],
      },
    ],
    image,
    training,
  ],
])('gradients of the reference: %s', (_, layers, inputShape, mode) => {
  const network = networkWith(layers, inputShape, 3);
  const weights = weightsFor(network, 'differences');
  const batch = batchFor(inputShape);
  const gradients = trainedZeros(network);
  addBatchGradients(network, toParameters(weights), batch, mode, gradients);

  it.each([...gradients.keys()])('of %s are the slopes of the loss', (name) => {
    gradients.get(name)?.forEach((gradient, index) => {
      const lossAt = (step: number): number => {
        const parameters = toParameters(weights);
        const values = parameters.get(name);
        if (values) values[index] = (values[index] ?? 0) + step;
        return addBatchGradients(network, parameters, batch, mode, trainedZeros(network));
      };
      expect((lossAt(1e-5) - lossAt(-1e-5)) / 2e-5).toBeCloseTo(gradient, 7);
    });
  });
});

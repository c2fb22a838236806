/** The paper's convolutional networks on made-up images of CIFAR-10's size, with random masks. */
import type { TrainInput } from '../src/engine/engine.ts';
import { layersOf } from '../src/shared/config/networks/layer-names.ts';
import { resolveLayers } from '../src/shared/config/networks/resolve-layers.ts';
import type { NetworkName } from '../src/shared/config/schema/network-schema.ts';
import { prunableOf } from '../src/shared/network/parameters.ts';
import { imageInputFor } from '../test/unit/engine/support/image-input.ts';
import { maskFor } from '../test/unit/engine/support/synthetic.ts';

/** Images of validation and test part: as many as an evaluation can do in seconds, whoever does it. */
export const evaluatedSamples = 1000;

const half = evaluatedSamples / 2;

function withParts({ pool, test, validationIndices, ...data }: TrainInput['data']): TrainInput['data'] {
  const features = test.values.length / test.count;
  const values = test.values.subarray(0, half * features);
  const tested = { ...test, count: half, values, labels: test.labels.subarray(0, half) };
  return { ...data, pool, test: tested, validationIndices: validationIndices.subarray(0, half), mean: [0.2], standardDeviation: [0.3] };
}

/** Density of each kind of layer after some rounds at the paper's rates for Conv-2. */
export function convInput(name: NetworkName, rounds: number, batchSize: number): TrainInput {
  const inputShape = [3, 32, 32];
  const network = { inputShape, classes: 10, layers: resolveLayers(layersOf(name), inputShape) };
  const made = imageInputFor({
    network,
    density: null,
    count: 4 * (half + 1),
    seed: 'conv',
    spec: { batchSize, iterations: 1000, evaluateEvery: 1000 },
  });
  const input = { ...made, data: withParts(made.data) };
  if (rounds === 0) return input;
  const rates = { convolution: 0.9, dense: 0.8, output: 0.9 };
  const masks = prunableOf(network).map((parameter) => {
    const density = Array.from({ length: rounds }).reduce<number>((left) => left * rates[parameter.role ?? 'dense'], 1);
    return [parameter.name, maskFor(network, density, 'conv').get(parameter.name)] as const;
  });
  return { ...input, mask: new Map(masks.flatMap(([key, tensor]) => (tensor ? [[key, tensor] as const] : []))) };
}

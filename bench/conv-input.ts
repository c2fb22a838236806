/** The paper's convolutional networks on made-up images of CIFAR-10's size, with random masks. */
import type { TrainInput } from '../src/engine/engine.ts';
import { layersOf } from '../src/shared/config/layers-of.ts';
import type { NetworkName } from '../src/shared/config/network-schema.ts';
import { resolveLayers } from '../src/shared/config/resolve-layers.ts';
import { prunableOf } from '../src/shared/network/parameters.ts';
import { imageInputFor } from '../test/unit/engine/image-input.ts';
import { maskFor } from '../test/unit/engine/synthetic.ts';

/** Density of each kind of layer after some rounds at the paper's rates for Conv-2. */
export function convInput(name: NetworkName, rounds: number, batchSize: number): TrainInput {
  const inputShape = [3, 32, 32];
  const network = { inputShape, classes: 10, layers: resolveLayers(layersOf(name), inputShape) };
  const input = imageInputFor({
    network,
    density: null,
    count: 200,
    seed: 'conv',
    spec: { batchSize, iterations: 1000, evaluateEvery: 1000 },
  });
  if (rounds === 0) return input;
  const rates = { convolution: 0.9, dense: 0.8, output: 0.9 };
  const masks = prunableOf(network).map((parameter) => {
    const density = Array.from({ length: rounds }).reduce<number>((left) => left * rates[parameter.role ?? 'dense'], 1);
    return [parameter.name, maskFor(network, density, 'conv').get(parameter.name)] as const;
  });
  return { ...input, mask: new Map(masks.flatMap(([key, tensor]) => (tensor ? [[key, tensor] as const] : []))) };
}

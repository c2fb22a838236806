/** Tickets made by hand: networks with drawn weights and masks, as an export has them. */
import type { ExportedTicket, InputNormalization } from '../../../src/formats/exported-ticket.ts';
import { initialWeights } from '../../../src/lottery/weights/initial-weights.ts';
import { applyMask } from '../../../src/lottery/masks/mask.ts';
import { resolveLayers } from '../../../src/shared/config/networks/resolve-layers.ts';
import { configSchema } from '../../../src/shared/config/schema/schema.ts';
import type { Network } from '../../../src/shared/network/network.ts';
import { parametersOf, prunableOf } from '../../../src/shared/network/parameters.ts';
import { productOf } from '../../../src/shared/network/shapes.ts';
import { generatorFor } from '../../../src/shared/numbers/random.ts';
import type { Mask, Weights } from '../../../src/shared/tensors/tensors.ts';

/** Numbers in 0..1 of a role. */
export function uniform(role: string): () => number {
  const generator = generatorFor('formats', role);
  return () => (generator.next() >>> 8) / 16777216;
}

export function networkOf(layers: readonly object[], inputShape: readonly number[]): Network {
  const { network } = configSchema.parse({ network: { layers } });
  const resolved = resolveLayers((network as { layers: Parameters<typeof resolveLayers>[0] }).layers, inputShape);
  const last = resolved.at(-1);
  return { inputShape, classes: last?.kind === 'dense' ? last.outputs : 0, layers: resolved };
}

export function randomMask(network: Network, density: number): Mask {
  return new Map(
    prunableOf(network).map(({ name, shape }) => {
      const draw = uniform(`mask ${name}`);
      return [name, { shape, data: Uint8Array.from({ length: productOf(shape) }, () => (draw() < density ? 1 : 0)) }];
    }),
  );
}

/** Nothing is 0 or 1, so that no tensor can be left out or taken for another. */
function trainedWeights(network: Network): Weights {
  return new Map(
    parametersOf(network).map(({ name, shape, kind }) => {
      const draw = uniform(`trained ${name}`);
      const least = kind === 'running-variance' || kind === 'scale' ? 0.5 : -0.5;
      return [name, { shape, data: Float32Array.from({ length: productOf(shape) }, () => least + draw()) }];
    }),
  );
}

export function ticketOf(network: Network, density = 0.3, normalization: InputNormalization | null = null): ExportedTicket {
  const mask = randomMask(network, density);
  const initial = initialWeights(network, 'formats');
  return {
    ...{ name: 'lenet/trial-1/round-05', network, mask, initial, start: applyMask(initial, mask) },
    ...{ trained: trainedWeights(network), optimizer: null, normalization },
    provenance: { ticket: 'lenet/trial-1/round-05', seed: '1', network: JSON.stringify(network) },
  };
}

/** Layers of every kind. */
export const imageLayers = [
  { kind: 'convolution', filters: 4, kernelSize: 3 },
  { kind: 'batch-normalization' },
  { kind: 'relu' },
  {
    kind: 'residual',
    shortcut: 'convolution',
    layers: [
      { kind: 'convolution', filters: 6, kernelSize: 3, stride: 2, activation: 'relu' },
      { kind: 'convolution', filters: 6, kernelSize: 2, activation: 'none', bias: false },
    ],
  },
  { kind: 'average-pool', size: 2, stride: 1 },
  { kind: 'max-pool', size: 2, stride: 1 },
  { kind: 'dropout', rate: 0.5 },
  { kind: 'flatten' },
  { units: 7 },
  { units: 5 },
] as const;

/** Small trainings that use every kind of layer, dropout, augmentation and a schedule. */
import type { TrainInput } from '../../../../src/engine/engine.ts';
import type { LayerConfig } from '../../../../src/shared/config/schema/layer-schemas.ts';
import type { Network } from '../../../../src/shared/network/network.ts';
import type { OptimizerName, TrainSpec } from '../../../../src/shared/specs/training.ts';
import { imageInputFor } from './image-input.ts';
import { networkWith } from './networks.ts';

const normalized = (filters: number, stride = 1) =>
  [{ kind: 'convolution', filters, stride }, { kind: 'batch-normalization' }] as const satisfies readonly LayerConfig[];

const plain: readonly LayerConfig[] = [
  { kind: 'convolution', filters: 8 },
  { kind: 'convolution', filters: 8 },
  { kind: 'max-pool' },
  { kind: 'flatten' },
  { units: 20 },
  { kind: 'dropout' },
];

const deep: readonly LayerConfig[] = [
  ...normalized(8),
  { kind: 'relu' },
  { kind: 'residual', layers: [...normalized(8), { kind: 'relu' }, ...normalized(8)] },
  { kind: 'relu' },
  { kind: 'residual', shortcut: 'convolution', layers: [...normalized(12, 2), { kind: 'relu' }, ...normalized(12)] },
  { kind: 'relu' },
  { kind: 'average-pool' },
  { kind: 'global-average-pool' },
];

/** The second one is wide enough for Winograd's path, in all three directions. */
const wide: readonly LayerConfig[] = [{ kind: 'convolution', filters: 16 }, { kind: 'convolution', filters: 20 }, { kind: 'max-pool' }];

export type ImageNetworkName = 'plain' | 'deep' | 'wide';

export const imageNetworks: Readonly<Record<ImageNetworkName, Network>> = {
  plain: networkWith(plain, [3, 8, 8], 5),
  deep: networkWith(deep, [3, 8, 8], 5),
  wide: networkWith(wide, [3, 16, 16], 5),
};

export interface ImageCase {
  readonly network: ImageNetworkName;
  readonly name: OptimizerName;
  readonly density: number | null;
  readonly batchSize: number;
  /** 30 unless told. */
  readonly iterations?: number;
}

export function imageCaseInput(
  { network, name, density, batchSize, iterations = 30 }: ImageCase,
  spec: Partial<TrainSpec> = {},
): TrainInput {
  return imageInputFor({
    network: imageNetworks[network],
    density,
    count: 200,
    seed: 'images',
    spec: {
      optimizer: { name, learningRate: 0.01, momentum: 0.9, weightDecay: 0.001 },
      batchSize,
      iterations,
      evaluateEvery: iterations / 2,
      dropoutSeed: 'dropout',
      augmentation: { flip: true, crop: 1, seed: 'augmentation' },
      learningRateSchedule: { warmup: 5, steps: [{ after: 20, factor: 0.5 }] },
      ...spec,
    },
  });
}

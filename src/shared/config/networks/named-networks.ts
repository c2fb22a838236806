/** The paper's networks, layer by layer (figure 2, appendices H.1 and I). */
import type { LayerConfig } from '../schema/layer-schemas.ts';
import type { NetworkName } from '../schema/network-schema.ts';

const dense = (units: number): LayerConfig => ({ units });
const convolution = (filters: number, more: object = {}): LayerConfig => ({ kind: 'convolution', filters, ...more });
const normalized = (filters: number, stride = 1): LayerConfig[] => [convolution(filters, { stride }), { kind: 'batch-normalization' }];
const pool: LayerConfig = { kind: 'max-pool' };

/** Pairs of 3x3 convolutions, a pool after each pair; dropout, if any, after the hidden fully connected layers. */
function conv(widths: readonly number[], rate?: number): LayerConfig[] {
  const hidden: LayerConfig[] = [dense(256), ...(rate === undefined ? [] : [{ kind: 'dropout' as const, rate }])];
  return [
    ...widths.flatMap((width) => [convolution(width), convolution(width), pool]),
    { kind: 'flatten' },
    ...hidden,
    ...hidden,
    dense(10),
  ];
}

type PlainLayer = Exclude<LayerConfig, { kind: 'residual' }>;

/** Two convolutions around which a shortcut leads; the first block of a stage but the first halves the image. */
function block(width: number, stride: number): LayerConfig[] {
  const layers = [...normalized(width, stride), { kind: 'relu' }, ...normalized(width)] as PlainLayer[];
  return [{ kind: 'residual', layers, shortcut: stride === 1 ? 'identity' : 'convolution' }, { kind: 'relu' }];
}

const stage = (width: number, stride: number): LayerConfig[] => [...block(width, stride), ...block(width, 1), ...block(width, 1)];

const resnet20: LayerConfig[] = [
  ...normalized(16),
  { kind: 'relu' },
  ...stage(16, 1),
  ...stage(32, 2),
  ...stage(64, 2),
  { kind: 'global-average-pool' },
  dense(10),
];

const vggStages = [
  [64, 64],
  [128, 128],
  [256, 256, 256, 256],
  [512, 512, 512, 512],
  [512, 512, 512, 512],
];
const vggStage = (widths: readonly number[]): LayerConfig[] => widths.flatMap((width) => [...normalized(width), { kind: 'relu' }]);
const vgg19: LayerConfig[] = [
  ...vggStages.flatMap((widths, place) => [...vggStage(widths), ...(place < vggStages.length - 1 ? [pool] : [])]),
  { kind: 'global-average-pool' },
  dense(10),
];

export const namedNetworks: Readonly<Record<NetworkName, readonly LayerConfig[]>> = {
  'lenet-300-100': [dense(300), dense(100), dense(10)],
  'conv-2': conv([64]),
  'conv-4': conv([64, 128]),
  'conv-6': conv([64, 128, 256]),
  'conv-2-dropout': conv([64], 0.5),
  'conv-4-dropout': conv([64, 128], 0.5),
  'conv-6-dropout': conv([64, 128, 256], 0.5),
  'resnet-20': resnet20,
  'vgg-19': vgg19,
};

/** The paper's set-ups (figure 2), and where a config departs from them. */
import { namedNetworks } from '../../shared/config/networks/named-networks.ts';
import { type LayerConfig, layerSchema } from '../../shared/config/schema/layer-schemas.ts';
import { isModel, type NetworkConfig, type NetworkName } from '../../shared/config/schema/network-schema.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import type { Departure } from '../../shared/results/verdict/claims.ts';
import { canonicalJson } from '../../shared/specs/hash.ts';
import { departuresFrom, presetConfig } from './departures.ts';
import { t } from '../../shared/text/language.ts';

/** Which of the paper's networks a config trains: named, or listed layer by layer, perhaps narrower. */
interface PaperNetwork {
  readonly name: NetworkName;
  /** Filters and hidden units as a share of the paper's. */
  readonly width: number;
}

const widthOf = (layer: LayerConfig | undefined): number =>
  layer === undefined ? NaN : 'filters' in layer ? layer.filters : 'units' in layer ? layer.units : NaN;

/** The output layer keeps its unit for each class. */
function narrowed(layer: LayerConfig, width: number, isOutput: boolean): LayerConfig {
  if ('filters' in layer) return { ...layer, filters: layer.filters * width };
  return 'units' in layer && !isOutput ? { ...layer, units: layer.units * width } : layer;
}

/** Defaults filled in, names left out. */
const textOf = (layers: readonly LayerConfig[]): string =>
  canonicalJson(layers.map((layer) => ({ ...layerSchema.parse(layer), name: undefined })));

function isNarrowed(own: readonly LayerConfig[], paper: readonly LayerConfig[], width: number): boolean {
  // Said first, since it is said of nearly all: documents are made after every training.
  if (own.length !== paper.length) return false;
  const scaled = paper.map((layer, place) => narrowed(layer, width, place === paper.length - 1));
  return scaled.every((layer) => layerSchema.safeParse(layer).success) && textOf(own) === textOf(scaled);
}

/** null for any other network. A residual block counts at its full width only. */
function paperNetwork(network: NetworkConfig): PaperNetwork | null {
  if (typeof network === 'string') return { name: network, width: 1 };
  if (isModel(network)) return null;
  for (const [name, layers] of Object.entries(namedNetworks) as [NetworkName, readonly LayerConfig[]][]) {
    const width = widthOf(network.layers[0]) / widthOf(layers[0]);
    if (Number.isFinite(width) && isNarrowed(network.layers, layers, width)) return { name, width };
  }
  return null;
}

interface Setup {
  readonly title: () => string;
  readonly dataset: string;
  /** Whose resolved config is the paper's own. */
  readonly preset: string;
}

const onCifar = (name: string, preset: string): Setup => ({
  title: () => t('{0} on CIFAR-10', name),
  dataset: 'cifar-10',
  preset: `paper/${preset}`,
});

const onCifarWithDropout = (name: string, preset: string): Setup => ({
  ...onCifar(name, preset),
  title: () => t('{0} with dropout on CIFAR-10', name),
});

/** By the config's name of the network. At other rates and without warm-up the paper's ResNet-18 has no claims: those with are its set-up. */
const paperSetups: Readonly<Record<NetworkName, Setup>> = {
  'lenet-300-100': { title: () => t('LeNet-300-100 on MNIST'), dataset: 'mnist', preset: 'paper/lenet-300-100' },
  'conv-2': onCifar('Conv-2', 'conv-2'),
  'conv-4': onCifar('Conv-4', 'conv-4'),
  'conv-6': onCifar('Conv-6', 'conv-6'),
  'conv-2-dropout': onCifarWithDropout('Conv-2', 'conv-2-dropout'),
  'conv-4-dropout': onCifarWithDropout('Conv-4', 'conv-4-dropout'),
  'conv-6-dropout': onCifarWithDropout('Conv-6', 'conv-6-dropout'),
  'vgg-19': onCifar('VGG-19', 'vgg-19'),
  'resnet-20': { ...onCifar('ResNet-18', 'resnet-20-warmup'), title: () => t('ResNet-18 (20 layers) on CIFAR-10') },
};

/** A set-up, and the network in it that a config trains. */
type PaperSetup = Setup & PaperNetwork;

/** CIFAR-10's files in a folder of one's own are CIFAR-10 too. */
const datasetName = (dataset: Config['dataset']): string | null =>
  typeof dataset === 'string' ? dataset : dataset.kind === 'cifar' && dataset.classes === 10 ? 'cifar-10' : null;

/** The set-up whose claims a config can be held against; null where the paper has none. */
export function paperSetup({ network, dataset }: Config): PaperSetup | null {
  const known = paperNetwork(network);
  const setup = known && { ...paperSetups[known.name], ...known };
  return setup?.dataset === datasetName(dataset) ? setup : null;
}

/** Some claims are about a variant of the set-up, which the paper trained too. */
function paperConfig({ training, pruning }: Config, { name, preset }: PaperSetup): Config {
  if (name === 'lenet-300-100' && pruning.schedule === 'one-shot') return presetConfig('paper/lenet-300-100-oneshot');
  if (name !== 'vgg-19' || training.warmup === 0) return presetConfig(preset);
  const warm = presetConfig('paper/vgg-19-warmup');
  return pruning.scope === 'global' ? warm : { ...warm, pruning: { ...warm.pruning, scope: 'layer' } };
}

/** A claim may hold or fail for these reasons alone. */
export function departures(config: Config, setup: PaperSetup): Departure[] {
  const width: Departure[] = setup.width === 1 ? [] : [{ key: 'network', own: setup.width, paper: 1 }];
  return [...width, ...departuresFrom(paperConfig(config, setup), config)];
}

/** The paper's set-ups (figure 2), and where a config departs from them. */
import { namedNetworks } from '../../shared/config/networks/named-networks.ts';
import { type LayerConfig, layerSchema } from '../../shared/config/schema/layer-schemas.ts';
import { isModel, type NetworkConfig, type NetworkName } from '../../shared/config/schema/network-schema.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { canonicalJson } from '../../shared/specs/hash.ts';
import { formatCount } from '../../shared/text/format.ts';

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
  readonly title: string;
  readonly dataset: string;
  readonly optimizer: string;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly iterations: number;
  /** Iterations; absent where a claim is made with and without. */
  readonly warmup?: number;
}

const lenet: Setup = {
  ...{ title: 'LeNet-300-100 on MNIST', dataset: 'mnist' },
  ...{ optimizer: 'adam', learningRate: 0.0012, batchSize: 60, iterations: 50_000 },
};
const onCifar = (name: string, optimizer: string, learningRate: number, batchSize: number, iterations: number): Setup => {
  return { title: `${name} on CIFAR-10`, dataset: 'cifar-10', optimizer, learningRate, batchSize, iterations };
};

/** By the config's name of the network; with dropout, iterations are tripled (the paper, section 5). */
const paperSetups: Readonly<Record<NetworkName, Setup>> = {
  'lenet-300-100': lenet,
  'conv-2': onCifar('Conv-2', 'adam', 0.0002, 60, 20_000),
  'conv-4': onCifar('Conv-4', 'adam', 0.0003, 60, 25_000),
  'conv-6': onCifar('Conv-6', 'adam', 0.0003, 60, 30_000),
  'conv-2-dropout': onCifar('Conv-2 with dropout', 'adam', 0.0003, 60, 60_000),
  'conv-4-dropout': onCifar('Conv-4 with dropout', 'adam', 0.0002, 60, 75_000),
  'conv-6-dropout': onCifar('Conv-6 with dropout', 'adam', 0.0002, 60, 90_000),
  'vgg-19': onCifar('VGG-19', 'momentum', 0.1, 64, 112_000),
  'resnet-20': { ...onCifar('ResNet-18 (20 layers)', 'momentum', 0.03, 128, 30_000), warmup: 20_000 },
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

/** A claim may hold or fail for these reasons alone. */
export function departures({ training, trials, rewind, pruning }: Config, setup: PaperSetup): string[] {
  const differs = (own: string | number, paper: string | number, words = ''): string[] => {
    const unit = (value: string | number): string => (value === 1 ? words.replace(/s$/, '') : words);
    const text = (value: string | number): string =>
      (typeof value === 'number' && value >= 1 ? formatCount(value) : String(value)) + unit(value);
    return own === paper ? [] : [`${text(own)} (the paper: ${text(paper)})`];
  };
  return [
    ...(setup.width === 1 ? [] : [`${String(setup.width)} times the paper's filters and hidden units`]),
    ...differs(training.iterations, setup.iterations, ' iterations'),
    ...differs(training.optimizer, setup.optimizer, ' optimiser'),
    ...differs(training.learningRate, setup.learningRate, ' learning rate'),
    ...(setup.warmup === undefined ? [] : differs(training.warmup, setup.warmup, ' iterations of warm-up')),
    ...differs(training.batchSize, setup.batchSize, ' images a batch'),
    ...differs(pruning.criterion, 'magnitude', ' pruning'),
    ...differs(JSON.stringify(rewind).replaceAll('"', ''), 'initial', ' rewinding'),
    ...differs(trials, 5, ' trials'),
  ];
}

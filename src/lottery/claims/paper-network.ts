/** Which of the paper's networks a config trains: named, or listed layer by layer, perhaps narrower. */
import type { LayerConfig } from '../../shared/config/schema/layer-schemas.ts';
import { layerSchema } from '../../shared/config/schema/layer-schemas.ts';
import { namedNetworks } from '../../shared/config/networks/named-networks.ts';
import type { NetworkConfig, NetworkName } from '../../shared/config/schema/network-schema.ts';
import { isModel } from '../../shared/config/schema/network-schema.ts';
import { canonicalJson } from '../../shared/specs/hash.ts';

export interface PaperNetwork {
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
export function paperNetwork(network: NetworkConfig): PaperNetwork | null {
  if (typeof network === 'string') return { name: network, width: 1 };
  if (isModel(network)) return null;
  for (const [name, layers] of Object.entries(namedNetworks) as [NetworkName, readonly LayerConfig[]][]) {
    const width = widthOf(network.layers[0]) / widthOf(layers[0]);
    if (Number.isFinite(width) && isNarrowed(network.layers, layers, width)) return { name, width };
  }
  return null;
}

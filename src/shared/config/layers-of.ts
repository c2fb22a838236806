import type { LayerConfig } from './layer-schemas.ts';
import { namedNetworks } from './named-networks.ts';
import type { NetworkConfig } from './network-schema.ts';

/** The layers that a network's name stands for, or its own. */
export const layersOf = (network: NetworkConfig): readonly LayerConfig[] =>
  typeof network === 'string' ? namedNetworks[network] : network.layers;

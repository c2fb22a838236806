import type { LayerConfig } from '../schema/layer-schemas.ts';
import { namedNetworks } from './named-networks.ts';
import { isModel } from '../schema/network-schema.ts';
import type { NetworkConfig } from '../schema/network-schema.ts';

/** The layers that a network's name stands for, or its own; none of a model file, which nobody has read yet. */
export const layersOf = (network: NetworkConfig): readonly LayerConfig[] =>
  typeof network === 'string' ? namedNetworks[network] : isModel(network) ? [] : network.layers;

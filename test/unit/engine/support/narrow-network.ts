import { namedNetworks } from '../../../../src/shared/config/networks/named-networks.ts';
import type { LayerConfig } from '../../../../src/shared/config/schema/layer-schemas.ts';
import type { NetworkName } from '../../../../src/shared/config/schema/network-schema.ts';
import type { Network } from '../../../../src/shared/network/network.ts';
import { networkWith } from './networks.ts';

type Plain = Exclude<LayerConfig, { kind: 'residual' }>;

function narrow(layer: LayerConfig, by: number): LayerConfig {
  if (layer.kind === 'residual') return { ...layer, layers: layer.layers.map((inner) => narrow(inner, by) as Plain) };
  return layer.kind === 'convolution' ? { ...layer, filters: Math.ceil(layer.filters / by) } : layer;
}

/** A named network with all its layers, but 1 / `by` of the filters, on colour images of `side` pixels. */
export function narrowNetwork(name: NetworkName, by: number, side: number): Network {
  return networkWith(
    namedNetworks[name].slice(0, -1).map((layer) => narrow(layer, by)),
    [3, side, side],
    10,
  );
}

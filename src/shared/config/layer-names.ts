import type { NetworkConfig } from './network-schema.ts';

/** Names of a network's layers as tensors and `pruning.rates` use them: fc1, fc2, ... where none is given. */
export function layerNames(network: NetworkConfig): readonly string[] {
  if (typeof network === 'string') return ['fc1', 'fc2', 'fc3'];
  return network.layers.map((layer, index) => layer.name ?? `fc${String(index + 1)}`);
}

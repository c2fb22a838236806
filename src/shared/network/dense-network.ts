import type { Network } from './network.ts';
import type { DenseLayer } from './layers.ts';

/** A network of fully connected layers only. */
export interface DenseNetwork extends Network {
  readonly layers: readonly DenseLayer[];
}

export const isDenseNetwork = (network: Network): network is DenseNetwork => network.layers.every(({ kind }) => kind === 'dense');

/** @throws Error for any other layer. */
export function denseNetwork(network: Network): DenseNetwork {
  if (isDenseNetwork(network)) return network;
  const other = network.layers.find(({ kind }) => kind !== 'dense');
  throw new Error(`This engine cannot train the layer "${other?.name ?? ''}" (${other?.kind ?? ''}) yet, only fully connected ones.`);
}

/** The pruning rate of each layer: by its name, else by its role (the paper: the output layer at half the rate). */
import type { PruningConfig } from '../shared/config/pruning-schema.ts';
import { layerRole, weightName } from '../shared/network.ts';
import type { Layer, Network } from '../shared/network.ts';
import { PlanError } from './plan-error.ts';

/** Share of the survivors pruned per round, by name of the weight tensor. */
export type PruningRates = ReadonlyMap<string, number>;

const roles: readonly string[] = ['dense', 'output', 'convolution'];

function rateOf(rates: PruningConfig['rates'], network: Network, layer: Layer): number {
  // Own keys only: a layer may be called "constructor".
  const named = Object.hasOwn(rates, layer.name) ? rates[layer.name] : undefined;
  return named ?? rates[layerRole(network, layer)] ?? rates.dense;
}

/** @throws PlanError for a rate of a layer that the network does not have: a typo must not mean the default. */
export function pruningRates(network: Network, rates: PruningConfig['rates']): PruningRates {
  const names = network.layers.map((layer) => layer.name);
  const unknown = Object.keys(rates).find((key) => !roles.includes(key) && !names.includes(key));
  if (unknown !== undefined)
    throw new PlanError(`pruning.rates.${unknown}: the network has no layer of that name; its layers are ${names.join(', ')}`);
  return new Map(network.layers.map((layer): [string, number] => [weightName(layer), rateOf(rates, network, layer)]));
}

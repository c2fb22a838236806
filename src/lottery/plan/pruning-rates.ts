/** The pruning rate of each layer: by its name, else by its role (the paper: the output layer at half the rate). */
import type { Network } from '../../shared/network/network.ts';
import { layerRoles, type Parameter } from '../../shared/network/parameter.ts';
import { prunableOf } from '../../shared/network/parameters.ts';
import { PlanError } from './resolve-network.ts';
import { tell } from '../../shared/text/told.ts';

/** Share of the survivors pruned per round, by name of the weight tensor. */
export type PruningRates = ReadonlyMap<string, number>;

/** By kind of layer or by layer name, as the config has them. */
type Rates = Readonly<Record<string, number | undefined>>;

const roles: readonly string[] = [...layerRoles, 'global'];

function rateOf(rates: Rates, { layer, role }: Parameter): number {
  // Own keys only: a layer may be called "constructor".
  const named = Object.hasOwn(rates, layer) ? rates[layer] : undefined;
  return named ?? rates[role ?? 'dense'] ?? rates['dense'] ?? 0;
}

/** @throws PlanError for a rate of a layer that the network does not have: a typo must not mean the default. */
export function pruningRates(network: Network, rates: Rates): PruningRates {
  const prunable = prunableOf(network);
  const names = prunable.map(({ layer }) => layer);
  const unknown = Object.keys(rates).find((key) => !roles.includes(key) && !names.includes(key));
  if (unknown !== undefined)
    throw new PlanError(tell('pruning.rates.{0}: the network has no layer of that name; its layers are {1}', unknown, names.join(', ')));
  return new Map(prunable.map((parameter): [string, number] => [parameter.name, rateOf(rates, parameter)]));
}

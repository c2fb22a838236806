import { layerRoles } from '../../network/layer-role.ts';
import type { Finding } from '../reading/finding.ts';
import { weightLayers } from '../networks/layer-names.ts';
import { nearest } from '../reading/nearest.ts';
import { isModel } from '../schema/network-schema.ts';
import type { Config } from '../schema/schema.ts';

const kinds: readonly string[] = layerRoles;

/** Every rate belongs to a kind of layer, to a layer that exists, or to all of them together. */
export function checkRateNames({ network, pruning }: Config): readonly Finding[] {
  if (isModel(network)) return [];
  const layers = weightLayers(network).map(({ name }) => name);
  const unknown = Object.keys(pruning.rates).filter((name) => ![...kinds, 'global', ...layers].includes(name));
  return unknown.map((name) => {
    const near = nearest(name, [...layers, ...kinds]);
    const message = `The network has no layer "${name}"${near ? `; did you mean "${near}"?` : '.'} Layers: ${layers.join(', ')}. Kinds: ${kinds.join(', ')}.`;
    return { message, paths: [['pruning', 'rates', name], ['network']], at: 'key' };
  });
}

/** Some layer must be pruned, or every round would be the dense one. */
export function checkSomethingIsPruned({ network, pruning }: Config): readonly Finding[] {
  if (isModel(network)) return [];
  const layers = weightLayers(network);
  const globalRate = pruning.scope === 'global' ? pruning.rates.global : undefined;
  if (globalRate !== 0 && layers.some(({ name, role }) => (pruning.rates[name] ?? pruning.rates[role] ?? 0) > 0)) return [];
  const names = [...(globalRate === 0 ? ['global'] : []), ...kinds, ...layers.map(({ name }) => name)].filter(
    (name) => pruning.rates[name] === 0,
  );
  const message = 'With these rates nothing would ever be pruned: a rate is the share pruned in each round, for example 0.2.';
  const [first = 'output', ...others] = names;
  const pathOf = (name: string): readonly string[] => ['pruning', 'rates', name];
  return [{ message, paths: [pathOf(first), ...others.map(pathOf), ['network']], at: 'value' }];
}

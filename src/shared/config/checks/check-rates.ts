import type { Finding } from '../finding.ts';
import { layerNames } from '../layer-names.ts';
import { nearest } from '../nearest.ts';
import type { Config } from '../schema.ts';

const kinds = ['dense', 'output'];

/** Every rate belongs to a kind of layer or to a layer that exists. */
export function checkRateNames({ network, pruning }: Config): readonly Finding[] {
  const layers = layerNames(network);
  const unknown = Object.keys(pruning.rates).filter((name) => !kinds.includes(name) && !layers.includes(name));
  return unknown.map((name) => {
    const near = nearest(name, [...layers, ...kinds]);
    const message = `The network has no layer "${name}"${near ? `; did you mean "${near}"?` : '.'} Layers: ${layers.join(', ')}. Kinds: ${kinds.join(', ')}.`;
    return { message, paths: [['pruning', 'rates', name], ['network']], at: 'key' };
  });
}

/** Some layer must be pruned, or every round would be the dense one. */
export function checkSomethingIsPruned({ network, pruning }: Config): readonly Finding[] {
  const layers = layerNames(network);
  const rateOf = (name: string, index: number): number =>
    pruning.rates[name] ?? pruning.rates[index === layers.length - 1 ? 'output' : 'dense'] ?? 0;
  if (layers.some((name, index) => rateOf(name, index) > 0)) return [];
  const names = [...kinds, ...layers].filter((name) => pruning.rates[name] === 0);
  const message = 'With these rates nothing would ever be pruned: a rate is the share pruned in each round, for example 0.2.';
  const [first = 'output', ...others] = names;
  const pathOf = (name: string): readonly string[] => ['pruning', 'rates', name];
  return [{ message, paths: [pathOf(first), ...others.map(pathOf), ['network']], at: 'value' }];
}

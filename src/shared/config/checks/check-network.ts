import type { Finding } from '../finding.ts';
import type { JsonPath } from '../json-value.ts';
import type { KnownData } from '../known-data.ts';
import { layerNames } from '../layer-names.ts';
import type { Config } from '../schema.ts';

const layerPath = (index: number, ...rest: readonly string[]): JsonPath => ['network', 'layers', index, ...rest];

/** The last layer has one unit a class and no activation: the loss needs the plain sums. */
export function checkOutputLayer({ network, dataset }: Config, data: KnownData | undefined): readonly Finding[] {
  const layers = typeof network === 'string' ? [] : network.layers;
  const [last, index] = [layers.at(-1), layers.length - 1];
  const found: Finding[] = [];
  const builtIn = typeof dataset === 'string';
  // In one's own files some class may have no image.
  if (last && data && (builtIn ? last.units !== data.classes : last.units < data.classes)) {
    const message = `The last layer must have ${String(data.classes)} units, one for each class of ${builtIn ? dataset : 'the data set'}.`;
    found.push({ message, paths: [layerPath(index, 'units'), ['dataset']], at: 'value' });
  }
  if (last?.activation === 'relu') {
    found.push({
      message: 'The last layer must have the activation "none": its outputs go into the softmax of the loss.',
      paths: [layerPath(index, 'activation')],
      at: 'value',
    });
  }
  return found;
}

/** A layer's name names its tensors and its pruning rate, so it can be only one layer's. */
export function checkLayerNames({ network }: Config): readonly Finding[] {
  const names = layerNames(network);
  return names.flatMap((name, index): readonly Finding[] => {
    const paths = [layerPath(index, 'name'), layerPath(index)] as const;
    if (name === 'dense' || name === 'output')
      return [{ message: `A layer cannot be called "${name}": in pruning.rates that word means a kind of layer.`, paths, at: 'value' }];
    const first = names.indexOf(name);
    return first === index ? [] : [{ message: `Layer ${String(first + 1)} is already called "${name}".`, paths, at: 'value' }];
  });
}

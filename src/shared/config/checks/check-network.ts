import { isNormal } from '../../network/initialisation.ts';
import { layerRoles } from '../../network/parameter.ts';
import type { JsonPath } from '../../text/json-value.ts';
import { layersOf, namesOf } from '../networks/layer-names.ts';
import { resolveLayers, ShapeMismatch } from '../networks/resolve-layers.ts';
import type { Finding } from '../problems/problem.ts';
import type { KnownData } from '../facts/known-data.ts';
import type { LayerConfig } from '../schema/layer-schemas.ts';
import type { Config } from '../schema/schema.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/language.ts';
import { ownWords } from '../../text/own-words.ts';

const layerPath = (index: number, ...rest: readonly string[]): JsonPath => ['network', 'layers', index, ...rest];

/** Often the last layer of an example: in one's own files some class may have no image, so that it is no error. Named data sets have one number of units that is right. */
export function checkSpareUnits({ network, dataset }: Config, data: KnownData | undefined): readonly Finding[] {
  const layers = layersOf(network);
  const last = layers.at(-1);
  if (!data || typeof dataset === 'string' || !last || !('units' in last) || last.units <= data.classes) return [];
  const [units, classes] = [formatCount(last.units), formatCount(data.classes)];
  const message = t('The labels are 0 to {0}, and the last layer has {1} units: {2} are enough.', data.classes - 1, units, classes);
  if (typeof network === 'string') return [{ message, paths: [['network'], ['dataset']], at: 'value', severity: 'warning' }];
  const fix = { kind: 'set-value', value: data.classes } as const;
  return [{ message, paths: [layerPath(layers.length - 1, 'units')], at: 'value', severity: 'warning', fix }];
}

/** The last layer is fully connected, has one unit a class and no activation: the loss needs the plain sums. */
export function checkOutputLayer({ network, dataset }: Config, data: KnownData | undefined): readonly Finding[] {
  const layers = typeof network === 'string' ? [] : layersOf(network);
  const [last, index] = [layers.at(-1), layers.length - 1];
  if (!last) return [];
  if (last.kind !== 'dense')
    return [{ message: t('The last layer must be fully connected: { "units": ... }.'), paths: [layerPath(index)], at: 'value' }];
  const found: Finding[] = [];
  const builtIn = typeof dataset === 'string';
  // In one's own files some class may have no image.
  if (data && (builtIn ? last.units !== data.classes : last.units < data.classes)) {
    const message = builtIn
      ? t('The last layer must have {0} units, one for each class of {1}.', data.classes, dataset)
      : t('The last layer must have {0} units, one for each class of the data set.', data.classes);
    const fix = { kind: 'set-value', value: data.classes } as const;
    found.push({ message, paths: [layerPath(index, 'units'), ['dataset']], at: 'value', fix });
  }
  if (last.activation === 'relu') {
    found.push({
      message: t('The last layer must have the activation "none": its outputs go into the softmax of the loss.'),
      paths: [layerPath(index, 'activation')],
      at: 'value',
    });
  }
  return found;
}

/** Only a normal distribution has tails. */
export function checkInitialisation({ initialisation }: Config): readonly Finding[] {
  if (!initialisation?.truncated || isNormal(initialisation.distribution)) return [];
  const message = t('truncated cuts the tails of a normal distribution, and "{0}" has none.', initialisation.distribution);
  return [
    {
      message,
      paths: [
        ['initialisation', 'truncated'],
        ['initialisation', 'distribution'],
      ],
      at: 'value',
    },
  ];
}

/** Each layer must take what the one before it gives; only the first that does not is reported. */
export function checkLayerShapes({ network }: Config, data: KnownData | undefined): readonly Finding[] {
  if (!data?.sampleShape) return [];
  try {
    resolveLayers(layersOf(network), data.sampleShape);
    return [];
  } catch (reason) {
    if (!(reason instanceof ShapeMismatch)) throw reason;
    const path = ['network', ...(typeof network === 'string' ? [] : ['layers', ...reason.path])];
    return [{ message: ownWords(reason), paths: [path, ['network'], ['dataset']], at: 'value' }];
  }
}

const kinds: readonly string[] = layerRoles;

function nameFindings(layers: readonly LayerConfig[], path: JsonPath): readonly Finding[] {
  const names = namesOf(layers);
  return names.flatMap((name, index): readonly Finding[] => {
    const paths = [
      [...path, index, 'name'],
      [...path, index],
    ] as const;
    if (kinds.includes(name))
      return [
        { message: t('A layer cannot be called "{0}": in pruning.rates that word means a kind of layer.', name), paths, at: 'value' },
      ];
    if (name === 'global')
      return [
        { message: t('A layer cannot be called "global": in pruning.rates that word means all layers together.'), paths, at: 'value' },
      ];
    const layer = layers[index];
    const inner = layer?.kind === 'residual' ? nameFindings(layer.layers, [...path, index, 'layers']) : [];
    const first = names.indexOf(name);
    if (first === index) return inner;
    return [{ message: t('Layer {0} is already called "{1}".', first + 1, name), paths, at: 'value' }, ...inner];
  });
}

/** A layer's name names its tensors and its pruning rate, so it can be only one layer's. */
export const checkLayerNames = ({ network }: Config): readonly Finding[] => nameFindings(layersOf(network), ['network', 'layers']);

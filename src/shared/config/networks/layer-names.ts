import { layerKinds } from '../../network/layer-kinds.ts';
import type { LayerRole } from '../../network/parameter.ts';
import type { LayerConfig } from '../schema/layer-schemas.ts';
import { isModel, type NetworkConfig } from '../schema/network-schema.ts';
import { namedNetworks } from './named-networks.ts';

/** The layers that a network's name stands for, or its own; none of a model file, which nobody has read yet. */
export const layersOf = (network: NetworkConfig): readonly LayerConfig[] =>
  typeof network === 'string' ? namedNetworks[network] : isModel(network) ? [] : network.layers;

const factsOf = ({ kind = 'dense' }: LayerConfig) => layerKinds[kind];

/** Names of these layers, by kind and number where none is given: fc1, fc2, conv1, pool1, ... */
export function namesOf(layers: readonly LayerConfig[]): readonly string[] {
  const counts = new Map<string, number>();
  return layers.map((layer) => {
    const prefix = factsOf(layer).namePrefix;
    const number = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, number);
    return layer.name ?? `${prefix}${String(number)}`;
  });
}

/** The 1x1 convolution of a block's shortcut. */
export const shortcutName = (block: string): string => `${block}.shortcut`;

/** A layer with weights: its name as tensors and `pruning.rates` use it (inside a block: block1.conv1), and whose rate it takes by default. */
interface WeightLayer {
  readonly name: string;
  readonly role: LayerRole;
}

function weightLayersIn(layers: readonly LayerConfig[], within: string): readonly WeightLayer[] {
  const names = namesOf(layers);
  return layers.flatMap((layer, index): readonly WeightLayer[] => {
    const name = within + (names[index] ?? '');
    if (layer.kind === 'residual') return [...weightLayersIn(layer.layers, `${name}.`), ...shortcutIn(layer, name)];
    const { role } = factsOf(layer);
    if (role === null) return [];
    const isOutput = role === 'dense' && within === '' && index === layers.length - 1;
    return [{ name, role: isOutput ? 'output' : role }];
  });
}

const shortcutIn = ({ shortcut }: { readonly shortcut?: string | undefined }, block: string): WeightLayer[] =>
  shortcut === 'convolution' ? [{ name: shortcutName(block), role: 'convolution' }] : [];

/** All layers of a network that pruning can touch. */
export const weightLayers = (network: NetworkConfig): readonly WeightLayer[] => weightLayersIn(layersOf(network), '');

/** From what a config says to a network with every size filled in. */
import type { NetworkConfig } from '../shared/config/network-schema.ts';
import type { Activation, DenseLayer, Network } from '../shared/network.ts';
import { PlanError } from './plan-error.ts';

interface LayerConfig {
  readonly name?: string | undefined;
  readonly units: number;
  readonly activation?: Activation | undefined;
}

/** LeNet-300-100 (the paper, figure 2). */
const lenet: readonly LayerConfig[] = [{ units: 300 }, { units: 100 }, { units: 10 }];

const layersOf = (config: NetworkConfig): readonly LayerConfig[] => (config === 'lenet-300-100' ? lenet : config.layers);

/** Units of the last layer: how many classes the network tells apart. Known before any data is read. */
export function outputUnits(config: NetworkConfig): number {
  return layersOf(config).at(-1)?.units ?? 0;
}

function checkNames(layers: readonly DenseLayer[]): void {
  const names = layers.map((layer) => layer.name);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined)
    throw new PlanError(`network: two layers are called "${twice}"; every layer needs a name of its own (fc1, fc2, ... by default)`);
}

function checkOutput(last: DenseLayer, classes: number): void {
  if (last.activation !== 'none')
    throw new PlanError(`network: the last layer, "${last.name}", gives the scores of the classes; its activation must be "none"`);
  if (last.outputs < classes)
    throw new PlanError(`network: the last layer, "${last.name}", has ${last.outputs} units, the data set ${classes} classes`);
}

/**
 * @param inputShape Shape of one sample.
 * @param classes Classes of the data set; the last layer must have at least as many units.
 * @throws PlanError that says what would be right.
 */
export function resolveNetwork(config: NetworkConfig, inputShape: readonly number[], classes: number): Network {
  const sizes = layersOf(config);
  const inputs = inputShape.reduce((product, size) => product * size, 1);
  const layers = sizes.map(({ name, units, activation }, place): DenseLayer => ({
    kind: 'dense',
    name: name ?? `fc${place + 1}`,
    inputs: sizes[place - 1]?.units ?? inputs,
    outputs: units,
    activation: activation ?? (place === sizes.length - 1 ? 'none' : 'relu'),
  }));
  const last = layers.at(-1);
  if (last === undefined) throw new PlanError('network: expected at least one layer');
  checkNames(layers);
  checkOutput(last, classes);
  return { inputShape, classes: last.outputs, layers };
}

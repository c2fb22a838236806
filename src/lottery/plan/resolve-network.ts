/** From what a config says to a network with every size filled in. */
import { layersOf } from '../../shared/config/networks/layer-names.ts';
import { resolveLayers, ShapeMismatch } from '../../shared/config/networks/resolve-layers.ts';
import { isModel, type NetworkConfig } from '../../shared/config/schema/network-schema.ts';
import { allLayers, type DenseLayer, type Layer, type Network } from '../../shared/network/network.ts';
import { tell, tellList, ToldError } from '../../shared/text/told.ts';

/** An experiment that cannot be carried out as configured; the message says what would be right. */
export class PlanError extends ToldError {
  override readonly name = 'PlanError';
}

/** Units of the last layer: how many classes the network tells apart. Known before any data is read, but of a model file. */
export function outputUnits(config: NetworkConfig): number | undefined {
  if (isModel(config)) return undefined;
  const last = layersOf(config).at(-1);
  return last && 'units' in last ? last.units : 0;
}

function checkNames(layers: readonly Layer[]): void {
  const names = allLayers(layers).map((layer) => layer.name);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined)
    throw new PlanError(
      tell('network: two layers are called "{0}"; every layer needs a name of its own (fc1, fc2, ... by default)', twice),
    );
}

function outputLayer(layers: readonly Layer[], classes: number): DenseLayer {
  const last = layers.at(-1);
  if (last === undefined) throw new PlanError(tell('network: expected at least one layer'));
  if (last.kind !== 'dense') throw new PlanError(tell('network: the last layer, "{0}", must be fully connected ("dense")', last.name));
  if (last.activation !== 'none')
    throw new PlanError(tell('network: the last layer, "{0}", gives the scores of the classes; its activation must be "none"', last.name));
  if (last.outputs < classes)
    throw new PlanError(tell('network: the last layer, "{0}", has {1} units, the data set {2} classes', last.name, last.outputs, classes));
  return last;
}

function resolved(config: NetworkConfig, inputShape: readonly number[]): readonly Layer[] {
  try {
    return resolveLayers(layersOf(config), inputShape);
  } catch (reason) {
    throw reason instanceof ShapeMismatch ? new PlanError(tellList(['network', reason.told], ': ')) : reason;
  }
}

/**
 * @param inputShape Shape of one sample.
 * @param classes Classes of the data set; the last layer must have at least as many units.
 * @throws PlanError that says what would be right.
 */
export function resolveNetwork(config: NetworkConfig, inputShape: readonly number[], classes: number): Network {
  const layers = resolved(config, inputShape);
  const last = outputLayer(layers, classes);
  checkNames(layers);
  return { inputShape, classes: last.outputs, layers };
}

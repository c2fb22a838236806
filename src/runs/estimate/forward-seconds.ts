/** How long one sample's forward pass takes: a model with few constants, calibrated by bench/estimate-constants.ts. */
import type { Network } from '../../shared/network/network.ts';
import { allLayers } from '../../shared/network/all-layers.ts';
import { prunableOf } from '../../shared/network/parameters.ts';
import { outputShapeOf, productOf } from '../../shared/network/shapes.ts';

/**
 * Multiplications a second of one core (AMD EPYC, Zen 4, both cores busy). Fully connected layers skip inputs that are 0, which is why they
 * do more; survivors alone are sought one by one.
 */
const dense = { convolution: 22e9, dense: 30e9, output: 30e9 };
const survivors = 9.5e9;
/** Of each value that an image layer gives (a third of what forward and backward take): activation, pool, normalisation, halo. */
const secondsOfValue = 0.75e-9;

/** By name of weight tensor, 0..1. */
export type Densities = ReadonlyMap<string, number>;

/** @param densities What remains of each layer's weights; absent: all. */
export function forwardSeconds(network: Pick<Network, 'layers'>, densities: Densities): number {
  const layers = allLayers(network.layers);
  const shapes = new Map(layers.map((layer) => [layer.name, outputShapeOf(layer)]));
  const values = [...shapes.values()].reduce((sum, shape) => sum + (shape.length === 3 ? productOf(shape) : 0), 0);
  const products = prunableOf(network).map(({ name, layer, shape, role }) => {
    const all = productOf(shape) * productOf((shapes.get(layer) ?? []).slice(1));
    return Math.min(all / dense[role ?? 'dense'], (all * (densities.get(name) ?? 1)) / survivors);
  });
  return values * secondsOfValue + products.reduce((sum, seconds) => sum + seconds, 0);
}

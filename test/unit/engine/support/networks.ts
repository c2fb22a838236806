/** Small made-up networks of all kinds of layers. */
import { resolveLayers } from '../../../../src/shared/config/networks/resolve-layers.ts';
import type { LayerConfig } from '../../../../src/shared/config/schema/layer-schemas.ts';
import type { Network } from '../../../../src/shared/network/network.ts';

/** The listed layers, then a fully connected one with a unit for each class. */
export function networkWith(layers: readonly LayerConfig[], inputShape: readonly number[], classes: number): Network {
  return { inputShape, classes, layers: resolveLayers([...layers, { units: classes }], inputShape) };
}

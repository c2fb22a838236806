/** The networks an engine can train, after every default is filled in. */
import type { Initialisation } from './initialisation.ts';
import { factsOf } from './layer-kinds.ts';
import type { DenseLayer, Layer } from './layers.ts';

export type * from './layers.ts';
export { biasName, layerOfWeight, paddingAround, unknownLayerKind, weightName } from './layers.ts';

export interface Network {
  /** Shape of one sample: `[features]` or `[channels, height, width]`. */
  readonly inputShape: readonly number[];
  readonly classes: number;
  /** From input to output; the last one is fully connected, with a unit for each class and no activation. */
  readonly layers: readonly Layer[];
  /** Absent: the paper's. */
  readonly initialisation?: Initialisation;
}

/** A network of fully connected layers only. */
export interface DenseNetwork extends Network {
  readonly layers: readonly DenseLayer[];
}

export const isDenseNetwork = (network: Network): network is DenseNetwork => network.layers.every(({ kind }) => kind === 'dense');

/** Every layer in network order, a residual block followed by its own layers and its shortcut's. */
export function allLayers(layers: readonly Layer[]): readonly Layer[] {
  return layers.flatMap((layer) => [layer, ...allLayers(factsOf(layer).innerLayers(layer))]);
}

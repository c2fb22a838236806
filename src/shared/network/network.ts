/** The networks an engine can train, after every default is filled in. */
import type { Layer } from './layers.ts';

export type * from './layers.ts';

export interface Network {
  /** Shape of one sample: `[features]` or `[channels, height, width]`. */
  readonly inputShape: readonly number[];
  readonly classes: number;
  /** From input to output; the last one is fully connected, with a unit for each class and no activation. */
  readonly layers: readonly Layer[];
}

export const weightName = (layer: { readonly name: string }): string => `${layer.name}.weight`;
export const biasName = (layer: { readonly name: string }): string => `${layer.name}.bias`;

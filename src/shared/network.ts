/** The networks an engine can train, after every default is filled in. */

export type Activation = 'relu' | 'none';

/** Fully connected: weights `[outputs, inputs]` (PyTorch's layout), biases `[outputs]`. */
export interface DenseLayer {
  readonly kind: 'dense';
  /** Unique in its network; tensors are named `<name>.weight` and `<name>.bias`. */
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly activation: Activation;
}

/** Which pruning rate applies to a layer by default (the paper, figure 2). */
export type LayerRole = 'dense' | 'output' | 'convolution';

export type Layer = DenseLayer;

export interface Network {
  /** Shape of one sample: `[features]` or `[channels, height, width]`. */
  readonly inputShape: readonly number[];
  readonly classes: number;
  readonly layers: readonly Layer[];
}

export const weightName = (layer: Layer): string => `${layer.name}.weight`;
export const biasName = (layer: Layer): string => `${layer.name}.bias`;

/** The last layer is the output layer; it is pruned at its own rate. */
export function layerRole(network: Network, layer: Layer): LayerRole {
  return network.layers.at(-1) === layer ? 'output' : 'dense';
}

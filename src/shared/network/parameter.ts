/** One tensor of a layer, as the table of layer kinds describes it. */

/** Which pruning rate applies to a layer by default (the paper, figure 2). */
export const layerRoles = ['dense', 'output', 'convolution'] as const;
export type LayerRole = (typeof layerRoles)[number];

export type ParameterKind = 'weight' | 'bias' | 'scale' | 'shift' | 'running-mean' | 'running-variance';

/** One tensor of a layer. */
export interface Parameter {
  /** The tensor's name: `fc1.weight`. */
  readonly name: string;
  /** Its layer's name: `fc1`, `block1.conv2`. */
  readonly layer: string;
  /** PyTorch's layout: `[out, in]`, `[out, in, height, width]`, `[out]`. */
  readonly shape: readonly number[];
  readonly kind: ParameterKind;
  /** Weights have one; null for all else. */
  readonly role: LayerRole | null;
  /** Weights only, never biases or normalisations (the paper, section 2). */
  readonly prunable: boolean;
  /** Weights have them, a convolution's with its kernel area; 0 for all else. */
  readonly fanIn: number;
  readonly fanOut: number;
  /** 'glorot': drawn, by the network's initialisation (the word is part of stored specs). A list where a file says so. */
  readonly initial: 'glorot' | 'zeros' | 'ones' | readonly number[];
}

/** Running statistics are kept, but not by the optimiser. */
export const isTrained = ({ kind }: Parameter): boolean => kind !== 'running-mean' && kind !== 'running-variance';

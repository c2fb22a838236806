import type { LayerRole } from './layer-role.ts';

export type ParameterKind = 'weight' | 'bias' | 'scale' | 'shift' | 'running-mean' | 'running-variance';

/** One tensor of a layer. */
export interface Parameter {
  /** Of the tensor: `fc1.weight`. */
  readonly name: string;
  /** Of its layer: `fc1`, `block1.conv2`. */
  readonly layer: string;
  /** PyTorch's layout: `[out, in]`, `[out, in, height, width]`, `[out]`. */
  readonly shape: readonly number[];
  readonly kind: ParameterKind;
  /** Of weights; null for all else. */
  readonly role: LayerRole | null;
  /** Weights only, never biases or normalisations (the paper, section 2). */
  readonly prunable: boolean;
  /** Of weights, a convolution's with its kernel area; 0 for all else. */
  readonly fanIn: number;
  readonly fanOut: number;
  /** A list where a file says so. */
  readonly initial: 'glorot' | 'zeros' | 'ones' | readonly number[];
}

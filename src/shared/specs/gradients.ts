/** One gradient of one network, as pure as a training: what it needs. All plain data, so that it can be hashed, stored and sent. */
import type { Network } from '../network/network.ts';
import type { EngineIdentity, Hash, TrainSpec } from './training.ts';

/** 'sum-of-outputs': the sum of the last layer's values, a mean over samples like the cross-entropy. */
export type GradientLoss = 'cross-entropy' | 'sum-of-outputs';

/** The first samples of a trial's data order, or one sample of ones: no data at all. */
export type GradientInput =
  | { readonly kind: 'ones' }
  | ({ readonly kind: 'training'; readonly count: number } & Pick<
      TrainSpec,
      'dataset' | 'normalization' | 'validationSize' | 'splitSeed' | 'dataOrderSeed'
    >);

/** The product of the loss's Hessian with its gradient, both by the mask's tensors alone. */
export interface HessianGradient {
  /** The logits are divided by it before the softmax. */
  readonly temperature: number;
  /** At most so many samples are passed through the network, and normalised by a batch normalisation, together. */
  readonly groupSize: number;
}

/** Everything that decides a gradient's bits. */
export interface GradientsSpec extends EngineIdentity {
  readonly operation: 'gradients';
  readonly network: Network;
  readonly input: GradientInput;
  readonly loss: GradientLoss;
  /** Present where the Hessian times the gradient is asked for, in place of the gradient. */
  readonly hessianGradient?: HessianGradient;
  /** Hash of the weights (safetensors bytes). */
  readonly weights: Hash;
  /** Hash of the mask, or null for the dense network. */
  readonly mask: Hash | null;
}

/** What a gradient leaves in the store. */
export interface GradientsRecord {
  readonly schemaVersion: 1;
  readonly spec: GradientsSpec;
  /** Hash of the tensors, named and shaped like the weights. */
  readonly gradients: Hash;
}

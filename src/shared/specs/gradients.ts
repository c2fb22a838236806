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

/** Everything that decides a gradient's bits. */
export interface GradientsSpec extends EngineIdentity {
  readonly operation: 'gradients';
  readonly network: Network;
  readonly input: GradientInput;
  readonly loss: GradientLoss;
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

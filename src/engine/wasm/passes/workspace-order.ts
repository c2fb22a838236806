/** What is laid out together in one memory, and what comes of it. */
import type { Network } from '../../../shared/network/network.ts';
import type { Mask } from '../../../shared/tensors/tensors.ts';
import type { Augmentation } from '../../../shared/specs/training.ts';
import type { Samples } from '../../engine.ts';
import type { Arena } from '../memory/arena.ts';
import type { NetworkParameters } from '../layers/network-parameters.ts';
import type { NetworkPass } from './network-pass.ts';
import type { SamplesInMemory } from '../memory/samples-in-memory.ts';

export interface WorkspaceOrder {
  readonly network: Network;
  readonly mask: Mask | null;
  readonly samples: readonly Samples[];
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
  /** One pass each. */
  readonly batches: readonly number[];
  /** Where something else lies in the same memory already. */
  readonly arena?: Arena;
  readonly augmentation?: Augmentation;
  readonly dropoutSeed?: string;
}

export interface Workspace {
  readonly program: NetworkParameters;
  readonly passes: readonly NetworkPass[];
  readonly data: readonly SamplesInMemory[];
}

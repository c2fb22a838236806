import type { Weights } from '../../../shared/tensors/tensors.ts';
import type { ParameterBlock, Slot } from '../memory/parameter-block.ts';
import type { ProgramContext } from './program-context.ts';

/** A network's tensors in memory. */
export interface NetworkParameters {
  readonly context: ProgramContext;
  /** To be refreshed after the weights have changed and before a pass. */
  readonly layers: readonly { refresh(): void }[];
  /** What the optimiser changes. */
  readonly parameters: readonly ParameterBlock[];
  write(slot: Slot, tensors: Weights): void;
  read(slot: Slot): Weights;
}

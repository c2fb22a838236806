/** How a training is evaluated: in groups on forms made for it, or as training passes run. */
import type { Weights } from '../../../shared/tensors/tensors.ts';
import type { DataPart, MeanResult } from '../../training-session.ts';

export interface SessionEvaluation {
  /** Says that the weights have changed since the last evaluation. */
  weightsChanged(): void;
  /** null if `shouldStop` said so between two groups of samples. */
  evaluate(part: DataPart, shouldStop: () => boolean): MeanResult | null;
}

export type ReadWeights = () => Weights;

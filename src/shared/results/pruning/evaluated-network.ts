/** Networks that are evaluated and not trained: "pruning loses no accuracy, training from scratch does" (the paper, section 1). */
import type { TrainingId } from '../ticket-name.ts';
import { t } from '../../text/language.ts';

/**
 * `pruned`: the trained weights of the training that a mask was drawn from, under that mask, before anything is rewound.
 * `untrained`: the weights that a training starts from, under its mask. For a ticket these are the rewound ones; for one that keeps its trained
 * weights (`rewind` "learning-rate" or "none") they are the pruned network's.
 */
export const moments = ['pruned', 'untrained'] as const;
export type Moment = (typeof moments)[number];

/** Of a ticket. */
export const momentName = (moment: Moment): string => (moment === 'pruned' ? t('Pruned, not rewound') : t('Untrained'));

/** Means over the samples; accuracies are fractions 0..1. A transferred series is evaluated on the data set that it is transferred to. */
export interface EvaluatedNetwork extends TrainingId {
  readonly moment: Moment;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  readonly testLoss: number;
  readonly testAccuracy: number;
}

import type { TrialMasks } from './masks/trial-masks.ts';
import type { ExperimentObserver } from './observer.ts';
import type { ExperimentPlan } from './plan/plan.ts';
import type { Turns } from './turns.ts';
import type { Work } from './work.ts';

/** An experiment under way. */
export interface Experiment {
  readonly plan: ExperimentPlan;
  readonly work: Work;
  readonly observer: ExperimentObserver;
  /** The masks of all trials, for controls that compare them. */
  readonly masks: TrialMasks;
  /** Of the trainings beside the tickets, which may wait for long: each is drawn when its turn comes. */
  readonly controlTurns: Turns;
}

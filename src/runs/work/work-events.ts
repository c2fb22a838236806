/** What the run is told of its trainings. */
import type { Hash, TrainingRecord } from '../../shared/specs/training.ts';
import type { Pace } from '../threads/messages.ts';

export interface WorkEvents {
  /** The training's spec is known. */
  onBegin(role: string, hash: Hash): void;
  /** A thread has reached this iteration. */
  onProgress(role: string, iteration: number, pace: Pace): void;
  /** It is finished, trained now or found in the store. */
  onFinish(role: string, hash: Hash, record: TrainingRecord): void;
  /** It diverged, was stopped, or could not be carried out. */
  onFailure(role: string, error: unknown): void;
  onProblem(text: string): void;
  /** Nothing can be written any more: there is no use in going on. */
  onFatal(error: unknown): void;
}

/** Somebody else than the threads of this process carries trainings out, and leaves them in the store. */
import type { Trained } from '../../lottery/work.ts';
import type { ActiveJob } from '../../shared/results/progress.ts';
import type { Pace } from '../threads/messages.ts';
import type { StoredRequest } from './stored-request.ts';

export interface ExecutorOrder {
  readonly request: StoredRequest;
  /** Whether the trained weights are kept too; read when it is handed over. */
  readonly keepWeights: () => boolean;
  /** Looks into the store. */
  readonly find: () => Promise<Trained | null>;
  readonly onProgress: (iteration: number, pace: Pace) => void;
  /** It waits in a queue, or has begun. */
  readonly onJob: (job: ActiveJob) => void;
}

export interface TrainingExecutor {
  /** @throws WorkCancelled, TrainingDiverged, or an Error that says where to look. */
  train(order: ExecutorOrder): Promise<Trained>;
}

import { scheduleAt } from '../../shared/specs/schedule-at.ts';
import type { TrainSpec } from '../../shared/specs/training.ts';

type Scheduled = Pick<TrainSpec, 'iterations' | 'learningRateSchedule'>;

/** The schedule that stays at the rate of another one's last iteration; none where the rate is constant anyway. */
export function scheduleEnd({ iterations, learningRateSchedule }: Scheduled): Pick<TrainSpec, 'learningRateSchedule'> {
  if (!learningRateSchedule) return {};
  const { rise, factor } = scheduleAt(learningRateSchedule, iterations);
  return { learningRateSchedule: { warmup: 0, steps: [{ after: 0, factor: factor * rise }] } };
}

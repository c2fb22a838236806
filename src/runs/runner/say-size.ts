import { estimate } from '../estimate/estimate.ts';
import type { Prepared } from './prepare.ts';
import type { RunContext } from './run-context.ts';

/** Says how much the run is, before the first training of an experiment; one that goes on knows its pace soon. */
export async function saySize({ order, store, earlier, voice }: RunContext, { dataset, plan }: Prepared, workers: number): Promise<void> {
  if (order.retrain || Object.keys(earlier?.trainings ?? {}).length > 0) return;
  voice.emit('size', { ...estimate(order.config, workers, await store.pastTrainings(), dataset, plan.network), workers });
}

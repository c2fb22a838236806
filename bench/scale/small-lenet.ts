/** LeNet-300-100's graph of trainings over a network a tenth as wide, so that thousands of masks are drawn in seconds: only sizes differ. */
import { experimentPlan, type ExperimentPlan } from '../../src/lottery/plan/plan.ts';
import { type ConfigInput, configSchema } from '../../src/shared/config/schema/schema.ts';
import type { Dataset, Samples } from '../../src/shared/specs/samples.ts';

const samples = (count: number): Samples => ({
  count,
  sampleShape: [1, 8, 8],
  values: new Uint8Array(count * 64),
  labels: new Uint8Array(count),
});
const dataset: Dataset = { name: 'none', train: samples(200), test: samples(50), classes: 10, fingerprint: '0'.repeat(64) };

export function planOf(change: Pick<ConfigInput, 'pruning' | 'controls' | 'trials' | 'seed'>): ExperimentPlan {
  const network = { layers: [{ units: 30 }, { units: 10 }, { units: 10 }] };
  const training = { validationSize: 20, batchSize: 20 };
  const config = configSchema.parse({ dataset: { kind: 'idx', folder: 'none' }, network, training, ...change });
  return experimentPlan({ config, dataset, numerics: 1 });
}

/** One trial of the experiment as a peer gets it: the same split, the same initial weights, the same batches. */
import path from 'node:path';
import { loadDataset } from '../../src/data/load-dataset.ts';
import { trainingData } from '../../src/data/training-data.ts';
import { roleSeed } from '../../src/lottery/places/seeds.ts';
import { experimentPlan } from '../../src/lottery/plan/plan.ts';
import { pruningRates } from '../../src/lottery/plan/pruning-rates.ts';
import { initialWeights } from '../../src/lottery/weights/initial-weights.ts';
import type { JobFiles } from '../peers/job-files.ts';
import type { ExperimentJob } from '../peers/jobs.ts';
import { experimentConfig, type ExperimentRequest } from './experiment-request.ts';

/** @returns One job a trial. */
export async function experimentJobs(request: ExperimentRequest, files: JobFiles): Promise<ExperimentJob[]> {
  const dataset = await loadDataset('mnist', '.', path.resolve('dist/data'));
  const plan = experimentPlan({ config: experimentConfig(request), dataset, numerics: 2 });
  const job = (trial: number): ExperimentJob => {
    const spec = { ...plan.specDraft(trial), weights: '', mask: null };
    const data = trainingData(dataset, spec);
    const weights = initialWeights(plan.network, roleSeed(plan.seed, trial, 'initial-weights'));
    const training = files.training({ spec, data, weights, mask: null }, request.iterations);
    const { iterations, evaluateEvery } = spec;
    const rates = [...pruningRates(plan.network, plan.pruning.rates).values()];
    return { data: files.data(data), training, rounds: plan.rounds, rates, iterations, evaluateEvery };
  };
  return Array.from({ length: request.trials }, (_, place) => job(place + 1));
}

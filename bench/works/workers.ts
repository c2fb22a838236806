/** How much more a whole machine does than one worker: as many trainings as cores, side by side or one after the other. */
import type { BenchContext } from '../context.ts';
import type { BenchRow } from '../document.ts';
import { alternate, type Side } from '../measure/alternate.ts';
import { per } from '../measure/cost.ts';
import { ownExperiment } from '../ours/own-experiment.ts';
import { workerTrainings } from '../ours/worker-trainings.ts';
import { pruningRounds } from './experiment.ts';
import type { Work } from './work.ts';

const sparseDensity = 0.1;
const sparseIterations = 4000;

/** Both sides say the cost of one training. */
async function throughput(work: string, together: Side, alone: Side, rounds: number, note: string): Promise<BenchRow[]> {
  const comparisons = await alternate(together, [alone], rounds, 'wall');
  return comparisons.map((comparison) => ({ ...comparison, work, unit: 's', clock: 'wall', rounds, note }));
}

async function sparseRounds({ cores, options }: BenchContext): Promise<BenchRow[]> {
  const trainings = await workerTrainings(sparseDensity, sparseIterations, cores);
  const together = { name: 'ours', run: async () => per(await trainings.run(cores), cores) };
  const alone = { name: '1 worker', run: () => trainings.run(1) };
  const note = `seconds a training of ${sparseIterations} iterations at ${100 * sparseDensity} % of the weights; ours: ${cores} workers; the ratio is the gain in throughput`;
  const rows = await throughput('workers-sparse', together, alone, options.rounds, note);
  await trainings.close();
  return rows;
}

function wholeExperiment({ cores, options }: BenchContext): Promise<BenchRow[]> {
  const request = { iterations: options.iterations, rounds: pruningRounds };
  const run = async (trials: number) => per(await ownExperiment({ ...request, trials, workers: trials }), trials);
  const note = `seconds a trial of the whole experiment; ours: ${cores} trials on ${cores} workers; the ratio is the gain in throughput`;
  const together = { name: 'ours', run: () => run(cores) };
  return throughput('workers-experiment', together, { name: '1 worker', run: () => run(1) }, Math.ceil(options.rounds / 2), note);
}

export const workerWorks: readonly Work[] = [
  { name: 'workers-sparse', byDefault: true, run: sparseRounds },
  { name: 'workers-experiment', byDefault: false, run: wholeExperiment },
];

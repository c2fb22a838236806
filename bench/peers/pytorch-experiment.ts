/** The experiment in PyTorch: fresh processes, one after the other or side by side. */
import { stopwatch } from '../measure/cost.ts';
import type { ExperimentJob, ExperimentResult } from './jobs.ts';
import type { LineProcess } from './line-process.ts';
import { pytorchEnvironments } from './pytorch-environment.ts';
import { hasAvx512, type PytorchChoice, startPython } from './pytorch.ts';

/** All trials in one process with so many threads, or each in a process of its own with one thread. */
export type MachineUse = { readonly kind: 'threads'; readonly threads: number } | { readonly kind: 'processes' };

const withAdam = (job: ExperimentJob, adam: string): object => ({ ...job, training: { ...job.training, adam } });

function started({ python, environment }: PytorchChoice, threads: number): LineProcess {
  // It keeps the kind of environment and changes its thread counts.
  const env = pytorchEnvironments(threads, hasAvx512()).find(({ words }) => words === environment.words)?.env;
  return startPython(python, threads, env ?? environment.env);
}

async function inTurn(line: LineProcess, choice: PytorchChoice, jobs: readonly ExperimentJob[]): Promise<ExperimentResult[]> {
  const results: ExperimentResult[] = [];
  for (const job of jobs) results.push(await line.ask<ExperimentResult>('experiment', withAdam(job, choice.adam)));
  return results;
}

/** Means over the trials, as our document has them. */
function meanRounds(trials: readonly ExperimentResult[]): ExperimentResult['rounds'] {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return (trials[0]?.rounds ?? []).map((_, round) => ({
    remaining: mean(trials.map(({ rounds }) => rounds[round]?.remaining ?? NaN)),
    testAccuracy: mean(trials.map(({ rounds }) => rounds[round]?.testAccuracy ?? NaN)),
  }));
}

/** One job a trial. `wall` is that of all of them; importing torch is not counted, loading the data is, as on our side. */
export async function pytorchExperiment(choice: PytorchChoice, jobs: readonly ExperimentJob[], use: MachineUse): Promise<ExperimentResult> {
  const shares = use.kind === 'threads' ? [jobs] : jobs.map((job) => [job]);
  const lines = shares.map(() => started(choice, use.kind === 'threads' ? use.threads : 1));
  await Promise.all(lines.map((line) => line.ask('versions')));
  const read = stopwatch();
  const results = await Promise.all(shares.map((share, place) => inTurn(lines[place]!, choice, share)));
  const { wall } = read();
  for (const line of lines) line.close();
  const all = results.flat();
  // A process's peak is the last that it says; processes side by side add up.
  const memory = results.reduce((sum, share) => sum + (share.at(-1)?.memory ?? 0), 0);
  return { wall, cpu: all.reduce((sum, { cpu }) => sum + cpu, 0), memory, rounds: meanRounds(all) };
}

/** Which is faster for all trials here: tried on one round, since PyTorch's time does not depend on the mask. */
export async function betterUse(choice: PytorchChoice, jobs: readonly ExperimentJob[], cores: number): Promise<MachineUse> {
  const short = jobs.map((job) => ({ ...job, rounds: 0, iterations: Math.min(job.iterations, 400) }));
  const threads = { kind: 'threads', threads: cores } as const;
  const processes = { kind: 'processes' } as const;
  const [a, b] = [await pytorchExperiment(choice, short, threads), await pytorchExperiment(choice, short, processes)];
  return a.wall < b.wall ? threads : processes;
}

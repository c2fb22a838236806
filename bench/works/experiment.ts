/** A whole experiment, really run: 1 worker against PyTorch on 1 thread, then the whole machine on both sides. */
import type { BenchContext, NamedChoice } from '../context.ts';
import type { BenchRow } from '../document.ts';
import { alternate, type Comparison, type Side } from '../measure/alternate.ts';
import type { Clock } from '../measure/cost.ts';
import { median } from '../measure/median.ts';
import { experimentJobs } from '../ours/experiment-input.ts';
import type { ExperimentRequest } from '../ours/experiment-request.ts';
import { ownExperiment } from '../ours/own-experiment.ts';
import type { ExperimentJob, ExperimentResult } from '../peers/jobs.ts';
import { betterUse, type MachineUse, pytorchExperiment } from '../peers/pytorch-experiment.ts';
import type { Work } from './work.ts';

/** As in preset "paper/lenet-300-100". */
export const pruningRounds = 24;
const megabyte = 1e6;

/** A side that keeps what its experiments said. */
class ExperimentSide implements Side {
  readonly results: ExperimentResult[] = [];

  constructor(
    readonly name: string,
    readonly use: string,
    private readonly start: () => Promise<ExperimentResult>,
  ) {}

  async run(): Promise<ExperimentResult> {
    const result = await this.start();
    this.results.push(result);
    return result;
  }

  get memory(): number {
    return median(this.results.map(({ memory }) => memory)) / megabyte;
  }

  get accuracy(): string {
    return `${this.name} ends at ${((this.results[0]?.rounds.at(-1)?.testAccuracy ?? NaN) * 100).toFixed(1)} %`;
  }
}

const useWords = (use: MachineUse, trials: number): string =>
  use.kind === 'threads' ? `1 process with ${use.threads} thread${use.threads > 1 ? 's' : ''}` : `${trials} processes with 1 thread each`;

async function pytorchSide({ name, choice }: NamedChoice, jobs: readonly ExperimentJob[], cores: number): Promise<ExperimentSide> {
  const use = jobs.length > 1 ? await betterUse(choice, jobs, cores) : ({ kind: 'threads', threads: 1 } as const);
  return new ExperimentSide(name, useWords(use, jobs.length), () => pytorchExperiment(choice, jobs, use));
}

interface Sides {
  readonly own: ExperimentSide;
  readonly others: readonly ExperimentSide[];
}

function noteOf({ trials, workers, iterations }: ExperimentRequest, own: ExperimentSide, other: ExperimentSide | undefined): string {
  const work = `${trials} trial${trials > 1 ? 's' : ''}, ${pruningRounds + 1} trainings of ${iterations} iterations each`;
  const ours = `ours: ${workers} worker${workers > 1 ? 's' : ''}`;
  return [work, ours, other && `theirs: ${other.use}`, own.accuracy, other?.accuracy].filter(Boolean).join('; ');
}

function rowsOf(name: string, request: ExperimentRequest, { own, others }: Sides, comparison: Comparison, clock: Clock): BenchRow[] {
  const other = others.find((side) => side.name === comparison.peer);
  const note = noteOf(request, own, other);
  const common = { peer: comparison.peer, rounds: own.results.length, note };
  const theirs = other ? other.memory : null;
  return [
    { ...common, work: name, ours: comparison.ours, theirs: comparison.theirs, ratio: comparison.ratio, unit: 's', clock },
    { ...common, work: `${name}-memory`, ours: own.memory, theirs, ratio: theirs && theirs / own.memory, unit: 'MB', clock: null },
  ];
}

async function compare(name: string, context: BenchContext, trials: number): Promise<BenchRow[]> {
  const { options, files, cores } = context;
  const request = { iterations: options.iterations, rounds: pruningRounds, trials, workers: trials };
  const jobs = context.pytorch.length > 0 ? await experimentJobs(request, files) : [];
  const own = new ExperimentSide('ours', '', () => ownExperiment(request));
  const others: ExperimentSide[] = [];
  for (const choice of context.pytorch) others.push(await pytorchSide(choice, jobs, cores));
  const clock = trials === 1 ? 'cpu' : 'wall';
  const comparisons = await alternate(own, others, Math.ceil(options.rounds / 5), clock);
  return comparisons.flatMap((comparison) => rowsOf(name, request, { own, others }, comparison, clock));
}

export const experimentWorks: readonly Work[] = [
  { name: 'lenet-experiment', byDefault: true, run: (context) => compare('lenet-experiment', context, 1) },
  { name: 'lenet-experiment-machine', byDefault: true, run: (context) => compare('lenet-experiment-machine', context, context.cores) },
];

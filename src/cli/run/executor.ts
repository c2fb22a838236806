/** Who carries the trainings of a run out: the flags of the command line over the machine's own file. */
import { type Command, Option } from 'commander';
import { machineExecutor } from '../../runs/slurm/executor-file.ts';
import { type ExecutorOptions, readExecutor } from '../../shared/config/executor/executor-options.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import { wholeNumber } from '../options.ts';
import { CliError, exitCodes } from '../output.ts';

export interface ExecutorFlags {
  readonly executor?: 'local' | 'slurm';
  readonly partition?: string;
  readonly account?: string;
  readonly qos?: string;
  readonly mem?: string;
  readonly time?: string;
  readonly cpus?: number;
  readonly maxJobs?: number;
  readonly taskMinutes?: number;
  readonly setup?: string;
}

const clusterOptions = (): readonly Option[] => [
  new Option('--executor <name>', 'who trains: threads of this computer, or jobs of a Slurm cluster').choices(['local', 'slurm']),
  new Option('--partition <name>', 'as sbatch takes it; so are --account, --qos, --mem and --time'),
  new Option('--account <name>', 'who pays'),
  new Option('--qos <name>', 'quality of service'),
  new Option('--mem <size>', 'memory of a task'),
  new Option('--time <limit>', 'time limit of a task; a training that needs longer goes on in the next one'),
  new Option('--cpus <n>', 'processors of a task, each of which trains').argParser(wholeNumber(1)),
  new Option('--max-jobs <n>', 'tasks that wait or run at a time').argParser(wholeNumber(1)),
  new Option('--task-minutes <n>', 'short trainings share a task until it lasts so long').argParser(wholeNumber(0)),
  new Option('--setup <commands>', 'shell commands that a task runs first, e.g. "module load node"'),
];

/** Under a heading of their own, below what everybody needs. */
export const addExecutorOptions = (command: Command): Command =>
  clusterOptions().reduce((all, option) => all.addOption(option.helpGroup('On a Slurm cluster:')), command);

function fileExecutor(): ExecutorOptions | null {
  try {
    return machineExecutor();
  } catch (error) {
    throw new CliError(exitCodes.usage, ownWords(error));
  }
}

/** undefined where threads of this computer train. @throws CliError for what is no executor. */
export function executorOf(flags: ExecutorFlags): ExecutorOptions | undefined {
  const { executor: kind, partition, account, qos, mem: memory, time, cpus, maxJobs, taskMinutes, setup } = flags;
  if (kind === 'local') return undefined;
  const wishes = Object.entries({ partition, account, qos, memory, time, cpus, maxJobs, taskMinutes, setup });
  const given = wishes.filter(([, value]) => value !== undefined);
  const base = fileExecutor();
  if (kind === undefined && base?.kind !== 'slurm') {
    if (given.length === 0) return undefined;
    throw new CliError(
      exitCodes.usage,
      `--${given[0]?.[0] === 'memory' ? 'mem' : (given[0]?.[0] ?? '')} is for jobs of a cluster: add --executor slurm.`,
    );
  }
  const executor = readExecutor({ ...(base?.kind === 'slurm' ? base : { kind: 'slurm' }), ...Object.fromEntries(given) });
  if (typeof executor === 'string') throw new CliError(exitCodes.usage, executor);
  return executor;
}

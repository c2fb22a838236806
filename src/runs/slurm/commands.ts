/** The programs of Slurm: what they are given, as arguments and never through a shell, and how their machine-readable answers are read. */
import { execFile } from 'node:child_process';
import type { SlurmOptions } from '../../shared/config/executor/executor-options.ts';
import { tell, tellList, ToldError } from '../../shared/text/told.ts';

/** Milliseconds. A controller that is being restarted lets its clients wait. */
const patience = 60_000;

/** A program of Slurm has failed. */
export class SlurmError extends ToldError {
  override readonly name = 'SlurmError';

  /**
   * @param program `sbatch` and so on.
   * @param said Its own words.
   * @param isMissing There is no such program on this computer.
   */
  constructor(
    readonly program: string,
    readonly said: string,
    readonly isMissing: boolean,
  ) {
    super(
      isMissing
        ? tell('{0} is not on this computer: is it one that Slurm jobs are submitted from?', program)
        : tellList([program, said], ': '),
    );
  }
}

/** A run may be a job itself: what Slurm has told it about that job must not be taken for its wishes about others. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(SLURM_|SBATCH_)/.test(name) || name === 'SLURM_CONF');
  return Object.fromEntries(own);
}

/** sbatch tries again by itself for two minutes where the queue is full, and nothing else would be looked at meanwhile. */
const triesAgain = /sleeping and retrying/;

/** What it has written to stdout. @throws SlurmError */
function call(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { timeout: patience, env: cleanEnvironment(), maxBuffer: 64 * 1024 * 1024, windowsHide: true };
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const said = stderr.trim() || (error.killed ? `no answer within ${String(patience / 1000)} s` : error.message);
      reject(new SlurmError(program, said, error.code === 'ENOENT'));
    });
    child.stderr?.on('data', (said: string) => void (triesAgain.test(said) && child.kill()));
  });
}

/** Words of Slurm for mistakes that no waiting mends, and for limits that the end of earlier jobs may lift. */
const hopeless = [
  /invalid (partition|account|qos|time limit|generic resource|node name|feature|dependency)/i,
  /unrecognized option|invalid option|requested time limit is invalid/i,
  /node configuration is not available|more processors requested than permitted|user not in group/i,
];
const limits = /submit limit|MaxSubmit|MaxJobCount|temporarily unavailable|sleeping and retrying|maximum number of jobs|job limit/i;

/** Why a submission was refused: for good, until earlier jobs have ended, or for now. */
export function submissionTrouble({ said, isMissing }: SlurmError): 'hopeless' | 'limit' | 'passing' {
  if (isMissing) return 'hopeless';
  if (limits.test(said)) return 'limit';
  return hopeless.some((words) => words.test(said)) ? 'hopeless' : 'passing';
}

export interface Submission {
  /** Of all jobs of the run, and of no other. */
  readonly name: string;
  readonly batch: number;
  /** Tasks of the array. */
  readonly count: number;
  readonly folder: string;
  readonly script: string;
  readonly scriptArguments: readonly string[];
  readonly excludedNodes: readonly string[];
}

/** Seconds before the time limit: a checkpoint of the largest network takes less. */
const leadSeconds = 30;

function resourceArguments({ partition, account, qos, memory, time, cpus }: SlurmOptions): readonly string[] {
  const wishes = { partition, account, qos, mem: memory, time };
  const named = Object.entries(wishes).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`]));
  return [...named, '--nodes=1', '--ntasks=1', `--cpus-per-task=${String(cpus)}`];
}

/** Relative, since Slurm gives signs in a log's path a meaning of their own. */
const log = '--output=logs/%A_%a.log';

/** @returns The id of the job array. @throws SlurmError */
export async function submit(options: SlurmOptions, { name, batch, count, folder, ...rest }: Submission): Promise<string> {
  const { script, scriptArguments, excludedNodes } = rest;
  const said = await call('sbatch', [
    ...['--parsable', '--requeue', '--open-mode=append', log, `--signal=B:TERM@${String(leadSeconds)}`],
    ...[`--job-name=${name}`, `--comment=${String(batch)}`, `--array=0-${String(count - 1)}`, `--chdir=${folder}`],
    ...resourceArguments(options),
    ...(excludedNodes.length > 0 ? [`--exclude=${excludedNodes.join(',')}`] : []),
    script,
    ...scriptArguments,
  ]);
  // "id" or "id;cluster"
  return said.trim().split(';')[0] ?? '';
}

export interface JobState {
  readonly job: string;
  readonly index: number;
  readonly batch: number;
  /** As Slurm writes it in full: PENDING, RUNNING, COMPLETED, ... */
  readonly state: string;
  readonly reason: string;
  readonly node: string;
}

function readLine(line: string): JobState | null {
  const [job, index, state, batch, node, reason] = line.split('|');
  if (job === undefined || reason === undefined || !/^\d+$/.test(index ?? '')) return null;
  return { job, index: Number(index), batch: Number(batch), state: state ?? '', reason, node: node ?? '' };
}

/** Every task of the run that the controller still knows, ended ones for some minutes. @throws SlurmError */
export async function jobStates(name: string): Promise<readonly JobState[]> {
  const said = await call('squeue', ['--noheader', '--array', '--states=all', `--name=${name}`, '--format=%F|%K|%T|%k|%N|%r']);
  return said.split('\n').flatMap((line) => readLine(line.trim()) ?? []);
}

/** Of tasks that the controller has forgotten; empty where no accounts are kept. By `job_index`, the state. */
export async function pastStates(jobs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const args = ['--noheader', '--parsable2', '--allocations', `--jobs=${jobs.join(',')}`, '--format=JobID,State'];
  const said = await call('sacct', args).catch(() => '');
  const rows = said.split('\n').map((line) => line.split('|'));
  // "CANCELLED by 1000"
  return new Map(rows.flatMap(([id, state]) => (id && state ? [[id, state.split(' ')[0] ?? ''] as const] : [])));
}

/** Cancels all jobs that bear the run's name, also those that this process has never heard of. @throws SlurmError */
export async function cancelJobs(name: string): Promise<void> {
  await call('scancel', [`--name=${name}`]);
}

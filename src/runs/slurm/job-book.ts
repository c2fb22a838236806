/** The jobs of one run: what was submitted, what the controller says of it, and how long it waited. The controller may be away for any time. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dataset } from '../../shared/specs/samples.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import type { SlurmOptions } from '../../shared/config/executor/executor-options.ts';
import { groupTrainings } from './batches.ts';
import { jobStates, type JobState, pastStates, SlurmError, submissionTrouble, submit } from './commands.ts';
import { type Pending, Task, taskState } from './pending.ts';
import type { SlurmRunFolder, TaskDataset } from './run-folder.ts';
import { tell, ToldError } from '../../shared/text/told.ts';

/** Milliseconds between two questions to the controller; WT_SLURM_POLL_SECONDS makes tests wait less. */
export const askEvery = Number(process.env['WT_SLURM_POLL_SECONDS'] ?? 10) * 1000;
const longestPause = 60_000;
/** Submissions of a single task that were refused although nothing of this run is in the queue: an hour, after which waiting seems of no use. */
const mostRefusals = 60;

/** Whose jobs they are. */
export interface JobContext {
  readonly store: StoreFolders;
  readonly experiment: string;
  /** The program of a task, and the Node.js that runs this process. */
  readonly program: string;
  readonly datasets: readonly TaskDataset[];
  readonly loaded: readonly Dataset[];
  readonly say: (level: 'info' | 'warn', text: string) => void;
}

export class JobBook {
  private readonly tasks = new Map<string, Task>();
  /** Submissions whose answer was lost: the controller may have them. */
  private readonly unsure = new Map<number, readonly (readonly Pending[])[]>();
  private readonly excluded = new Set<string>();
  private batches = 0;
  private askedAt = -Infinity;
  private refusals = 0;
  /** Of the tasks that are due, so many are submitted at once: a limit of the cluster may be smaller than the whole array. */
  private share = 1;
  private pauseUntil = 0;
  private controllerIsAway = false;
  private waited = { seconds: 0, tasks: 0 };

  constructor(
    private readonly name: string,
    private readonly run: SlurmRunFolder,
    private readonly context: JobContext,
  ) {}

  get begun(): readonly Task[] {
    return [...this.tasks.values()].filter(({ state }) => state === 'running' || state === 'ended');
  }

  /** Whether the controller may have jobs of this run: it may have taken one although its answer was lost, or take it later. */
  get hasSubmitted(): boolean {
    return this.batches > 0;
  }

  get trainings(): readonly Pending[] {
    return [...this.tasks.values()].flatMap((task) => task.trainings.filter((one) => !one.isOver && one.task === task));
  }

  get running(): number {
    const tasks = [...this.tasks.values()].filter(({ state }) => state === 'running');
    return tasks.flatMap((task) => task.trainings.filter((one) => !one.isOver && one.task === task)).length;
  }

  get queueSeconds(): number {
    return this.waited.tasks > 0 ? this.waited.seconds / this.waited.tasks : 0;
  }

  exclude(node: string): void {
    this.excluded.add(node);
  }

  forgetIfOver(task: Task): void {
    if (task.isOver) this.tasks.delete(task.id);
  }

  /** Waits until no task writes into the run's folder any more, or so many milliseconds. */
  async untilAllEnded(milliseconds: number): Promise<void> {
    if (this.batches === 0) return;
    for (const begun = performance.now(); performance.now() - begun < milliseconds; await sleep(500)) {
      const states = await jobStates(this.name).catch(() => null);
      if (states?.every(({ state, reason }) => taskState(state, reason) === 'ended')) return;
    }
  }

  /** Asks the controller, not too often. */
  async update(): Promise<void> {
    if ((this.tasks.size === 0 && this.unsure.size === 0) || performance.now() - this.askedAt < askEvery) return;
    this.askedAt = performance.now();
    try {
      const states = await jobStates(this.name);
      this.adopt(states);
      await this.updateTasks(states);
      if (this.controllerIsAway) this.context.say('info', 'The Slurm controller answers again.');
      this.controllerIsAway = false;
    } catch (error) {
      if (!(error instanceof SlurmError)) throw error;
      if (!this.controllerIsAway)
        this.context.say('warn', `The Slurm controller does not answer; jobs go on, and so does the waiting. ${error.message}`);
      this.controllerIsAway = true;
    }
  }

  /** As many of the trainings as may be submitted now. */
  async submit(due: readonly Pending[], secondsOf: (pending: Pending) => number, options: SlurmOptions): Promise<void> {
    const open = [...this.tasks.values()].filter(({ state }) => state !== 'ended').length;
    if (performance.now() < this.pauseUntil || this.unsure.size > 0) return;
    const most = Math.ceil((options.maxJobs - open) * this.share);
    const grouping = { cpus: options.cpus, taskSeconds: options.taskMinutes * 60, most };
    const groups = groupTrainings(due, secondsOf, grouping);
    // The tasks of an array have equally many processors.
    const widths = [...new Set(groups.map(({ cpus }) => cpus))];
    for (const cpus of widths) {
      const alike = groups.filter((group) => group.cpus === cpus).map(({ trainings }) => trainings);
      if (!(await this.submitArray(alike, { ...options, cpus }, open))) return;
    }
  }

  /** @returns Whether it was taken. */
  private async submitArray(groups: readonly (readonly Pending[])[], options: SlurmOptions, open: number): Promise<boolean> {
    const batch = (this.batches += 1);
    const tasks = groups.map((group) => group.map(({ hash }) => hash));
    await this.run.writeBatch(batch, { threads: options.cpus, datasets: this.context.datasets, tasks });
    try {
      this.add(await submit(options, this.submission(batch, groups.length, options)), groups);
      this.refusals = 0;
      this.share = Math.min(1, this.share * 2);
      return true;
    } catch (error) {
      if (!(error instanceof SlurmError)) throw error;
      this.refused(error, batch, groups, open);
      return false;
    }
  }

  private submission(batch: number, count: number, { setup }: SlurmOptions) {
    const { folder, scriptFile } = this.run;
    const node = setup === undefined ? process.execPath : '';
    const scriptArguments = [folder, this.run.batchFile(batch), this.context.program, node];
    return { name: this.name, batch, count, folder, script: scriptFile, scriptArguments, excludedNodes: [...this.excluded] };
  }

  private add(job: string, groups: readonly (readonly Pending[])[]): void {
    groups.forEach((group, index) => {
      const task = new Task(job, index, group);
      this.tasks.set(task.id, task);
      for (const pending of group) {
        pending.task = task;
        pending.order.onJob({ id: task.id, state: 'queued' });
      }
    });
    this.context.say('info', `Slurm job ${job}: ${String(groups.flat().length)} trainings in ${String(groups.length)} tasks.`);
  }

  private refused(error: SlurmError, batch: number, groups: readonly (readonly Pending[])[], open: number): void {
    const trouble = submissionTrouble(error);
    this.refusals += 1;
    if (trouble === 'limit') this.share /= 2;
    const isInVain = trouble === 'hopeless' || (trouble === 'limit' && open === 0 && this.refusals >= mostRefusals);
    if (isInVain) {
      const nodes =
        this.excluded.size > 0
          ? tell(' Nodes without a usable Node.js: {0}; name commands that bring it ("setup").', [...this.excluded].join(', '))
          : '';
      for (const pending of groups.flat()) pending.reject(new ToldError(tell('Slurm takes no job: {0}.{1}', error.told, nodes)));
      return;
    }
    if (this.refusals === 1)
      this.context.say('warn', `Slurm takes no more jobs for the moment; they are submitted later. ${error.message}`);
    // The answer may have been lost on its way.
    if (trouble === 'passing') this.unsure.set(batch, groups);
    this.askedAt = -Infinity;
    this.pauseUntil = performance.now() + Math.min(longestPause, 1_000 * this.refusals * this.refusals);
  }

  /** What a lost answer left unsure is in the queue, or was never taken. */
  private adopt(states: readonly JobState[]): void {
    for (const [batch, groups] of this.unsure) {
      const taken = states.find((state) => state.batch === batch);
      if (taken) this.add(taken.job, groups);
    }
    this.unsure.clear();
  }

  private async updateTasks(states: readonly JobState[]): Promise<void> {
    const known = new Map(states.map((state) => [`${state.job}_${String(state.index)}`, state]));
    const gone = [...this.tasks.values()].filter((task) => task.state !== 'ended' && !known.has(task.id));
    const past = gone.length > 0 ? await pastStates([...new Set(gone.map(({ job }) => job))]) : new Map<string, string>();
    for (const task of this.tasks.values()) {
      const { state, reason, node } = known.get(task.id) ?? { state: past.get(task.id) ?? 'GONE', reason: '', node: '' };
      if (task.state !== 'ended') this.change(task, taskState(state, reason), { how: state, node });
    }
  }

  private change(task: Task, state: Task['state'], { how, node }: { readonly how: string; readonly node: string }): void {
    if (node !== '') task.node = node;
    if (state === task.state) return;
    if (task.state !== 'running' && state === 'running') {
      this.waited = { seconds: this.waited.seconds + (performance.now() - task.submittedAt) / 1000, tasks: this.waited.tasks + 1 };
    }
    if (state === 'held') this.context.say('warn', `Slurm job ${task.id} is held; "scontrol release ${task.id}" lets it go.`);
    task.state = state;
    task.how = how;
    if (state === 'ended') task.endedAt = performance.now();
    else for (const pending of task.trainings) if (pending.task === task) pending.order.onJob({ id: task.id, state });
  }
}

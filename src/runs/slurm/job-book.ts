/** The jobs of one run: what was submitted, what the controller says of it, and how long it waited. The controller may be away for any time. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SlurmOptions } from '../../shared/config/executor/executor-options.ts';
import { groupTrainings } from './batches.ts';
import { jobStates, type JobState, pastStates, SlurmError, submissionTrouble, submit } from './commands.ts';
import type { ExecutorContext } from './executor.ts';
import { type Pending, Task, taskState } from './pending.ts';
import type { SlurmRunFolder } from './run-folder.ts';

/** Milliseconds between two questions to the controller; WT_SLURM_POLL_SECONDS makes tests wait less. */
export const askEvery = Number(process.env['WT_SLURM_POLL_SECONDS'] ?? 10) * 1000;
const longestPause = 60_000;
/** Submissions that were refused although nothing of this run is in the queue: then waiting is of no use. */
const mostRefusals = 10;

export class JobBook {
  private readonly tasks = new Map<string, Task>();
  /** Submissions whose answer was lost: the controller may have them. */
  private readonly unsure = new Map<number, readonly (readonly Pending[])[]>();
  private readonly excluded = new Set<string>();
  private batches = 0;
  private asked = -Infinity;
  private refusals = 0;
  private pauseUntil = 0;
  private away = false;
  private waited = { seconds: 0, tasks: 0 };

  constructor(
    private readonly name: string,
    private readonly run: SlurmRunFolder,
    private readonly context: Omit<ExecutorContext, 'options'>,
  ) {}

  get begun(): readonly Task[] {
    return [...this.tasks.values()].filter(({ state }) => state === 'running' || state === 'ended');
  }

  get ids(): readonly string[] {
    return [...new Set([...this.tasks.values()].map(({ job }) => job))];
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
    if ((this.tasks.size === 0 && this.unsure.size === 0) || performance.now() - this.asked < askEvery) return;
    this.asked = performance.now();
    try {
      const states = await jobStates(this.name);
      this.adopt(states);
      await this.note(states);
      if (this.away) this.context.say('info', 'The Slurm controller answers again.');
      this.away = false;
    } catch (error) {
      if (!(error instanceof SlurmError)) throw error;
      if (!this.away)
        this.context.say('warn', `The Slurm controller does not answer; jobs go on, and so does the waiting. ${error.message}`);
      this.away = true;
    }
  }

  /** As many of the trainings as may be submitted now. */
  async submit(due: readonly Pending[], secondsOf: (pending: Pending) => number, options: SlurmOptions): Promise<void> {
    const open = [...this.tasks.values()].filter(({ state }) => state !== 'ended').length;
    if (performance.now() < this.pauseUntil || this.unsure.size > 0) return;
    const grouping = { cpus: options.cpus, taskSeconds: options.taskMinutes * 60, most: options.maxJobs - open };
    const groups = groupTrainings(due, secondsOf, grouping);
    if (groups.length === 0) return;
    const batch = (this.batches += 1);
    const tasks = groups.map((group) => group.map(({ hash }) => hash));
    await this.run.writeBatch(batch, { threads: options.cpus, datasets: this.context.datasets, tasks });
    try {
      this.add(await submit(options, this.submission(batch, groups.length, options)), groups);
      this.refusals = 0;
    } catch (error) {
      if (!(error instanceof SlurmError)) throw error;
      this.refused(error, batch, groups, open);
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
    const isInVain = trouble === 'hopeless' || (trouble === 'limit' && open === 0 && this.refusals >= mostRefusals);
    if (isInVain) {
      const nodes =
        this.excluded.size > 0
          ? ` Nodes without a usable Node.js: ${[...this.excluded].join(', ')}; name commands that bring it ("setup").`
          : '';
      for (const pending of groups.flat()) pending.reject(new Error(`Slurm takes no job: ${error.message}.${nodes}`));
      return;
    }
    if (this.refusals === 1)
      this.context.say('warn', `Slurm takes no more jobs for the moment; they are submitted later. ${error.message}`);
    // The answer may have been lost on its way.
    if (trouble === 'passing') this.unsure.set(batch, groups);
    this.asked = -Infinity;
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

  private async note(states: readonly JobState[]): Promise<void> {
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

/** What runs in a store, whoever began it: followed and cancelled from here. */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { ExperimentEntry, StoreReader } from '../../runs/library/store-reader.ts';
import { composedName } from '../../shared/config/facts/experiment-name.ts';
import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import { combinedProgress, jobsWords, percentWords, progressWords, roundWords, type RunProgress } from '../../shared/results/progress.ts';
import { jsonOption, storeOption, type StoreOptions } from '../options.ts';
import { CliError, type ExitCode, exitCodes, note, print, printJson, printJsonLine } from '../output.ts';
import { progressReport } from '../run/progress-report.ts';
import { existingStore, readExperiment } from '../stores.ts';
import { table } from '../text/table.ts';

interface StatusOptions extends StoreOptions {
  readonly watch?: true;
}

const lookEvery = 1_000;

const isNamed = ({ experiment }: ExperimentEntry, name: string): boolean =>
  experiment === name || parseMemberName(experiment)?.sweep === name;

/** The experiment or the members of the sweep of that name; without a name, whatever runs. @throws CliError for a name that nobody has. */
async function entriesOf(store: StoreReader, name: string | undefined): Promise<readonly ExperimentEntry[]> {
  const all = await store.list();
  if (name === undefined) return all.filter(({ runner }) => runner !== null);
  const found = all.filter((entry) => isNamed(entry, composedName(name)));
  // Says what there is.
  if (found.length === 0) await readExperiment(store, name);
  return found;
}

const progressOf = ({ runner }: ExperimentEntry): RunProgress | null => runner?.progress ?? null;

/** How far it is, or why it cannot be read. */
function nowWords(entry: ExperimentEntry): string {
  if (entry.problem !== null) return entry.problem;
  const progress = progressOf(entry);
  if (!progress) return entry.runner ? 'starting' : '';
  return [percentWords(progress), roundWords(progress), progressWords(progress), jobsWords(progress)]
    .filter((words) => words !== null)
    .join(', ');
}

const byWords = ({ runner }: ExperimentEntry): string =>
  runner ? `process ${String(runner.pid)}${runner.here ? '' : ` on ${runner.host}`}` : '';

const statusText = (entries: readonly ExperimentEntry[]): string =>
  table<ExperimentEntry>(
    [
      { title: 'experiment', cell: ({ experiment }) => experiment },
      { title: 'state', cell: ({ state, cutOff }) => (cutOff === undefined ? state : `${state} (cut off; run it again to go on)`) },
      { title: 'run by', cell: byWords },
      { title: 'progress', cell: nowWords },
    ],
    entries,
  );

function exitCodeOf(entries: readonly ExperimentEntry[]): ExitCode {
  if (entries.some(({ problem }) => problem !== null)) return exitCodes.damaged;
  if (entries.some(({ state }) => state === 'failed' || state === 'interrupted')) return exitCodes.failed;
  return entries.some(({ state }) => state === 'cancelled') ? exitCodes.cancelled : exitCodes.done;
}

const documentOf = (store: StoreReader, entries: readonly ExperimentEntry[]): object => ({
  schemaVersion: 1,
  store: store.folder,
  experiments: entries.map(({ experiment, state, problem, runner }) => ({ experiment, state, problem, runner })),
});

/** Members of a sweep end one by one: what they reached still counts. */
function allProgress(known: Map<string, RunProgress>, entries: readonly ExperimentEntry[]): RunProgress | null {
  for (const entry of entries) {
    const progress = progressOf(entry);
    if (progress) known.set(entry.experiment, progress);
  }
  return known.size > 0 ? combinedProgress([...known.values()]) : null;
}

/** Follows until nobody runs any of them. Ctrl-C ends the following alone. */
async function follow(store: StoreReader, names: ReadonlySet<string>, json: boolean): Promise<readonly ExperimentEntry[]> {
  const [report, stop, known] = [json ? null : progressReport(), new AbortController(), new Map<string, RunProgress>()];
  const onInterrupt = (): void => stop.abort();
  process.on('SIGINT', onInterrupt);
  for (;;) {
    const entries = (await store.list()).filter(({ experiment }) => names.has(experiment));
    const progress = allProgress(known, entries);
    if (json) printJsonLine(documentOf(store, entries));
    else if (progress) report?.show(progress);
    const isOver = stop.signal.aborted || entries.every(({ runner }) => runner === null);
    if (!isOver) await sleep(lookEvery, undefined, { signal: stop.signal }).catch(() => undefined);
    if (!isOver) continue;
    report?.stop();
    process.off('SIGINT', onInterrupt);
    return entries;
  }
}

async function watch(store: StoreReader, entries: readonly ExperimentEntry[], json: boolean): Promise<ExitCode> {
  const ended = await follow(store, new Set(entries.map(({ experiment }) => experiment)), json);
  if (!json) print(statusText(ended));
  if (ended.some(({ runner }) => runner !== null)) return exitCodes.cancelled;
  return exitCodeOf(ended);
}

async function status(name: string | undefined, options: StatusOptions): Promise<ExitCode> {
  const { store: folder, watch: watched } = options;
  const json = options.json === true;
  const store = name === undefined && !existsSync(folder) ? null : await existingStore(folder);
  const entries = store ? await entriesOf(store, name) : [];
  if (store && watched && entries.some(({ runner }) => runner !== null)) return watch(store, entries, json);
  if (json) printJson(store ? documentOf(store, entries) : { schemaVersion: 1, store: folder, experiments: [] });
  else print(entries.length > 0 ? statusText(entries) : `Nothing is running in ${folder}.`);
  const code = exitCodeOf(entries);
  return watched || code === exitCodes.damaged ? code : exitCodes.done;
}

/** Without a name there must be one run to cancel. @throws CliError where there are several. */
function toCancel(entries: readonly ExperimentEntry[], name: string | undefined): readonly ExperimentEntry[] {
  const pids = new Set(entries.map(({ runner }) => `${runner?.host ?? ''} ${String(runner?.pid)}`));
  if (name === undefined && pids.size > 1)
    throw new CliError(
      exitCodes.usage,
      `Several runs are under way: name one of ${entries.map(({ experiment }) => experiment).join(', ')}.`,
    );
  return entries;
}

async function cancel(name: string | undefined, { store: folder }: StoreOptions): Promise<ExitCode> {
  const store = await existingStore(folder);
  const running = toCancel(await entriesOf(store, name), name).filter(({ runner }) => runner !== null);
  if (running.length === 0) print(name === undefined ? `Nothing is running in ${folder}.` : `Nobody runs "${name}".`);
  else note('Waiting until it has saved.');
  await Promise.all(running.map(({ experiment }) => store.cancel(experiment)));
  for (const { experiment } of running) print(`${experiment}: cancelled. What is finished is kept; running it again goes on from there.`);
  return exitCodes.done;
}

export function addStatus(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('status')
    .argument('[name]', 'an experiment or a sweep; without it, whatever runs in the store')
    .description('what is running, whoever has begun it, and how far it is')
    .option('--watch', 'follow until it ends; Ctrl-C ends the following, not the run')
    .addOption(storeOption())
    .addOption(jsonOption('one JSON document on stdout and nothing else; with --watch one a line'))
    .action(async (name: string | undefined, options: StatusOptions) => done(await status(name, options)));
}

export function addCancel(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('cancel')
    .argument('[name]', 'an experiment or a sweep; without it, the only run of the store')
    .description('save and stop a run, whoever has begun it and wherever')
    .addOption(storeOption())
    .action(async (name: string | undefined, options: StoreOptions) => done(await cancel(name, options)));
}

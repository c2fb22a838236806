import path from 'node:path';
import { type Command, Option } from 'commander';
import { missingDatasets } from '../../data/known/missing-datasets.ts';
import type { RunEnd } from '../../runs/client/start-run.ts';
import type { RunRequest } from '../../shared/channel/runner-protocol.ts';
import type { Override } from '../../shared/config/reading/overrides.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { sweepMembers } from '../../shared/config/sweep/sweep-members.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import { ticketToShow } from '../../shared/results/ticket/ticket-to-show.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import { carryOut, exitCodeOf } from '../run/carry-out.ts';
import { checkData } from '../run/check-data.ts';
import { checkConfigFiles, type LoadedConfig, loadedOf } from '../run/config-file.ts';
import { startDetached } from '../run/detach.ts';
import { dryRun as planOf, type DryRunOptions } from '../run/dry-run.ts';
import { dryRunText } from '../run/dry-run-text.ts';
import { addExecutorOptions, type ExecutorFlags, executorOf } from '../run/executor.ts';
import { exitCodeFor } from '../exit-code-for.ts';
import { experimentText } from '../text/experiment-text.ts';
import { command, commandOn, quoted, storeWords } from '../installation.ts';
import { jsonOption, setOption, storeOption, type StoreOptions, wholeNumber, workersOption } from '../options.ts';
import { CliError, type ExitCode, exitCodes, note, print, printJson, printJsonLine } from '../output.ts';
import { existingStore } from '../stores.ts';
import { folded } from '../text/table.ts';
import { planSweep, runSweep, withMembers } from '../run/sweep.ts';

/** In the default place the extension finds the store by itself. */
function inEditor(storeFolder: string): string {
  const folder = path.dirname(storeFolder);
  if (path.basename(storeFolder) === '.winning-ticket') return `code ${quoted(folder)}, then the Winning Ticket icon in the activity bar`;
  return `set winningTicket.storeFolder to ${storeFolder}, then the Winning Ticket icon in the activity bar`;
}

/** The last lines of a run: where the tickets lie and what can be done with them. */
function closingWords(document: ExperimentDocument, storeFolder: string): string {
  const ticket = ticketToShow(document);
  const detail = ticket === null ? [] : [`In detail:   ${commandOn(['show', ...storeWords(storeFolder)], [ticket])}`];
  const next = document.state === 'cancelled' ? ['To go on:    the same command; what is finished is not trained again'] : [];
  return [`Tickets:     ${storeFolder}`, `In VS Code:  ${inEditor(storeFolder)}`, ...detail, ...next].join('\n');
}

/** Before anything is trained: a sweep or a transfer must not get stuck for want of data. @throws CliError that says how to fetch them. */
function requireDatasets(configs: readonly Config[]): void {
  const names = [...new Set(configs.flatMap((config) => missingDatasets(config)))];
  const lines = names.map((name) => `${name} is not on this machine: run \`${command('data', 'fetch', name)}\` first.`);
  if (lines.length > 0) throw new CliError(exitCodes.failed, lines.join('\n'));
}

interface RunCommandOptions extends StoreOptions, ExecutorFlags {
  readonly workers?: number;
  readonly seed?: number;
  readonly set?: readonly Override[];
  readonly keepControlWeights?: true;
  readonly detach?: true;
  readonly dryRun?: true;
}

/** The seed of the command line wins, 0 included. */
function withSeed(loaded: LoadedConfig, seed: number | undefined): LoadedConfig {
  return seed === undefined ? loaded : { ...loaded, config: { ...loaded.config, seed } };
}

const settingsOf = ({ set = [], seed }: RunCommandOptions): readonly string[] => [
  ...set.map(({ setting }) => setting),
  ...(seed === undefined ? [] : [`seed=${String(seed)}`]),
];

function requestOf({ config, experiment, path: configPath, baseFolder }: LoadedConfig, options: RunCommandOptions): RunRequest {
  const { store: storeFolder, workers, keepControlWeights = false } = options;
  const executor = executorOf(options);
  const how = { workers: workers ?? null, keepControlWeights, ...(executor && { executor }) };
  const givenSettings = settingsOf(options);
  return { experiment, config, configPath, baseFolder, storeFolder, givenSettings, ...how };
}

/** A run that failed early may have no document. @param whole With the evaluations of all trainings, which the runner does not send. */
async function documentOf(end: RunEnd, { storeFolder, experiment }: RunRequest, whole: boolean): Promise<ExperimentDocument | null> {
  if (end.document && !whole) return end.document;
  return (
    existingStore(storeFolder)
      .then((store) => store.document(experiment))
      // A store that could not be written any more does not know how the run ended.
      .then((document) => (end.document ? { ...document, state: end.document.state, failure: end.document.failure } : document))
      .catch(() => end.document)
  );
}

interface Planned {
  readonly json: object;
  readonly text: string;
}

async function planned(loaded: LoadedConfig, options: DryRunOptions): Promise<Planned> {
  const members = sweepMembers(loaded.config, loaded.experiment);
  if (members.length > 0) return planSweep(loaded, members, options);
  const plan = await planOf(loaded, options);
  return { json: plan, text: dryRunText(plan) };
}

/** One document for one config, and for several one that holds theirs. */
async function plan(all: readonly LoadedConfig[], { store, workers, json }: RunCommandOptions): Promise<void> {
  const plans: Planned[] = [];
  for (const loaded of all) plans.push(await planned(loaded, { store, workers: workers ?? null }));
  const documents = plans.map((one) => one.json);
  if (json) printJson(documents.length === 1 ? documents[0] : { schemaVersion: 1, configs: documents });
  else print(plans.map(({ text }) => text).join('\n\n'));
}

async function runOne(loaded: LoadedConfig, options: RunCommandOptions): Promise<ExitCode> {
  const members = sweepMembers(loaded.config, loaded.experiment);
  const request = requestOf(loaded, options);
  if (options.detach) return startDetached(withMembers(request, members), options.json === true);
  if (members.length > 0) return runSweep(request, members, options.json === true);
  const end = await carryOut(request, options.json === true);
  const document = await documentOf(end, request, options.json === true);
  if (document && options.json) printJsonLine(document);
  else if (document) print(`${folded(experimentText(document))}\n\n${closingWords(document, request.storeFolder)}`);
  return exitCodeOf(end);
}

/** The reasons not to begin the next one: somebody has ended this one. */
const wasStopped = (code: ExitCode): boolean => code >= exitCodes.hungUp;

/** One after the other; what fails does not keep the others from running, and gives the exit code. */
async function runAll(all: readonly LoadedConfig[], options: RunCommandOptions): Promise<ExitCode> {
  let worst: ExitCode = exitCodes.done;
  for (const loaded of all) {
    if (all.length > 1) note(`${loaded.experiment}:`);
    const code = await runOne(loaded, options).catch((error: unknown) => {
      if (all.length === 1) throw error;
      note(`${loaded.experiment}: ${ownWords(error)}`);
      return exitCodeFor(error);
    });
    if (wasStopped(code)) return code;
    if (worst === exitCodes.done) worst = code;
  }
  return worst;
}

async function run(files: readonly string[], options: RunCommandOptions): Promise<ExitCode> {
  const { set: overrides, dryRun = false } = options;
  // While the first one is trained for hours, nobody wants to learn that the second one's data do not fit.
  const mostBytes = files.length > 1 && !dryRun ? { mostBytes: Infinity } : {};
  const checked = await checkData(checkConfigFiles(files, overrides), { overrides, required: !dryRun, ...mostBytes });
  const all = loadedOf(checked).map((loaded) => withSeed(loaded, options.seed));
  if (dryRun) {
    await plan(all, options);
    return exitCodes.done;
  }
  requireDatasets(all.map(({ config }) => config));
  return runAll(all, options);
}

export function addRun(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command('run')
    .argument('<config...>', '*.lottery.json files, run one after the other; - for stdin')
    .description('find winning tickets; what is finished is never run again')
    .option('-n, --dry-run', 'say what would be done, and do nothing')
    .addOption(setOption())
    .addOption(storeOption())
    .addOption(workersOption())
    .option('--seed <n>', "instead of the config's seed", wholeNumber(0))
    .option('--detach', 'let the run go on by itself, without this terminal; status and cancel find it')
    .addOption(jsonOption('one event a line on stdout, at last the document of show'))
    .addOption(new Option('--keep-control-weights', 'keep the trained weights of controls too').helpGroup('Seldom needed:'));
  addExecutorOptions(command).action(async (files: readonly string[], options: RunCommandOptions) => done(await run(files, options)));
}

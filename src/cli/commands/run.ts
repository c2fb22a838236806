import path from 'node:path';
import type { Command } from 'commander';
import { missingDatasets } from '../../data/known/missing-datasets.ts';
import type { RunEnd } from '../../runs/client/start-run.ts';
import type { RunRequest } from '../../shared/channel/runner-protocol.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { type SweepMember, sweepMembers } from '../../shared/config/sweep/sweep-members.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import { ticketToShow } from '../../shared/results/ticket-name.ts';
import { namedArguments, shellWord } from '../../shared/text/shell.ts';
import { carryOut, exitCodeOf } from '../carry-out.ts';
import { loadConfigFile, type LoadedConfig } from '../config-file.ts';
import { dryRun, dryRunText } from '../dry-run.ts';
import { experimentText } from '../experiment-text.ts';
import { jsonOption, storeOption, type StoreOptions, wholeNumber, workersOption } from '../options.ts';
import { CliError, type ExitCode, exitCodes, print, printJson, printJsonLine } from '../output.ts';
import { existingStore } from '../stores.ts';
import { planSweep, runSweep } from '../sweep.ts';

const quoted = (text: string): string => shellWord(text, process.platform);

/** In the default place the extension finds the store by itself. */
function inEditor(storeFolder: string): string {
  const folder = path.dirname(storeFolder);
  if (path.basename(storeFolder) === '.winning-ticket') return `code ${quoted(folder)}, then the Winning Ticket icon in the activity bar`;
  return `set winningTicket.storeFolder to ${storeFolder}, then the Winning Ticket icon in the activity bar`;
}

/** As it was called: from a checkout there is no `winning-ticket` on the path. */
function invocation(): string {
  const script = process.argv[1] ?? '';
  if (path.basename(script) !== 'cli.js') return 'winning-ticket';
  const relative = path.relative('', script);
  return `node ${quoted(relative.startsWith('..') ? script : relative)}`;
}

/** The last lines of a run: where the tickets lie and what can be done with them. */
function closingWords(document: ExperimentDocument, storeFolder: string): string {
  const store = path.relative('', storeFolder) || '.';
  const option = store === '.winning-ticket' ? '' : ` --store ${quoted(store)}`;
  const ticket = ticketToShow(document);
  const detail = ticket === null ? [] : [`In detail:   ${invocation()} show${option} ${namedArguments([ticket], process.platform)}`];
  return [`Tickets:     ${storeFolder}`, `In VS Code:  ${inEditor(storeFolder)}`, ...detail].join('\n');
}

/** Before anything is trained: a sweep or a transfer must not get stuck for want of data. @throws CliError that says how to fetch them. */
function requireDatasets(config: Config): void {
  const lines = missingDatasets(config).map((name) => `${name} is not on this machine: run \`winning-ticket data fetch ${name}\` first.`);
  if (lines.length > 0) throw new CliError(exitCodes.failed, lines.join('\n'));
}

interface RunCommandOptions extends StoreOptions {
  readonly workers?: number;
  readonly seed?: number;
  readonly keepControlWeights?: true;
  readonly dryRun?: true;
}

/** The seed of the command line wins, 0 included. */
function withSeed(loaded: LoadedConfig, seed: number | undefined): LoadedConfig {
  return seed === undefined ? loaded : { ...loaded, config: { ...loaded.config, seed } };
}

function requestOf({ config, experiment, path: configPath }: LoadedConfig, options: RunCommandOptions): RunRequest {
  const { store: storeFolder, workers, keepControlWeights = false } = options;
  const common = { experiment, config, configPath, baseFolder: path.dirname(configPath) };
  return { ...common, storeFolder, workers: workers ?? null, keepControlWeights };
}

/** A run that failed early may have no document. */
async function documentOf(end: RunEnd, { storeFolder, experiment }: RunRequest): Promise<ExperimentDocument | null> {
  if (end.document) return end.document;
  return existingStore(storeFolder)
    .then((store) => store.document(experiment))
    .catch(() => null);
}

async function plan(loaded: LoadedConfig, members: readonly SweepMember[], options: RunCommandOptions): Promise<ExitCode> {
  const { store, workers = null, json } = options;
  if (members.length > 0) {
    await planSweep(loaded, members, { store, workers }, json === true);
    return exitCodes.done;
  }
  const planned = await dryRun(loaded, { store, workers });
  if (json) printJson(planned);
  else print(dryRunText(planned));
  return exitCodes.done;
}

async function run(file: string, options: RunCommandOptions): Promise<ExitCode> {
  const loaded = withSeed(loadConfigFile(file), options.seed);
  const members = sweepMembers(loaded.config, loaded.experiment);
  if (options.dryRun) return plan(loaded, members, options);
  requireDatasets(loaded.config);
  const request = requestOf(loaded, options);
  if (members.length > 0) return runSweep(request, members, options.json === true);
  const end = await carryOut(request, options.json === true);
  const document = await documentOf(end, request);
  if (document && options.json) printJsonLine(document);
  else if (document) print(`${experimentText(document)}\n\n${closingWords(document, request.storeFolder)}`);
  return exitCodeOf(end);
}

export function addRun(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('run')
    .argument('<config>', 'a *.lottery.json file')
    .description('find winning tickets; what is finished is never run again')
    .addOption(storeOption())
    .addOption(workersOption())
    .option('--seed <n>', "instead of the config's seed", wholeNumber(0))
    .option('--keep-control-weights', 'keep the trained weights of controls too')
    .option('--dry-run', 'say what would be done, and do nothing')
    .addOption(jsonOption('one event a line on stdout, at last the document of show'))
    .action(async (file: string, options: RunCommandOptions) => done(await run(file, options)));
}

import path from 'node:path';
import type { Command } from 'commander';
import { sweepMembers } from '../../shared/config/sweep/sweep-members.ts';
import type { SweepMember } from '../../shared/config/sweep/sweep-members.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import type { RunOrder } from '../../shared/channel/runner-protocol.ts';
import type { RunEnd } from '../../runs/client/start-run.ts';
import { carryOut, exitCodeOf } from '../carry-out.ts';
import { closingWords } from '../closing-words.ts';
import { loadConfigFile } from '../config-file.ts';
import type { LoadedConfig } from '../config-file.ts';
import { dryRunText } from '../dry-run-text.ts';
import { dryRun } from '../dry-run.ts';
import { exitCodes } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { experimentText } from '../experiment-text.ts';
import { jsonOption, storeOption, wholeNumber, workersOption } from '../options.ts';
import type { StoreOptions } from '../options.ts';
import { print, printJson, printJsonLine } from '../output.ts';
import { planSweep, runSweep } from '../sweep.ts';
import { requireDatasets } from '../require-datasets.ts';
import { existingStore } from '../stores.ts';

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

function orderOf({ config, experiment, path: configPath }: LoadedConfig, options: RunCommandOptions): RunOrder {
  const { store: storeFolder, workers, keepControlWeights = false } = options;
  const common = { experiment, config, configPath, baseFolder: path.dirname(configPath) };
  return { ...common, storeFolder, workers: workers ?? null, keepControlWeights };
}

/** A run that failed early may have no document. */
async function documentOf(end: RunEnd, { storeFolder, experiment }: RunOrder): Promise<ExperimentDocument | null> {
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
  const order = orderOf(loaded, options);
  if (members.length > 0) return runSweep(order, members, options.json === true);
  const end = await carryOut(order, options.json === true);
  const document = await documentOf(end, order);
  if (document && options.json) printJsonLine(document);
  else if (document) print(`${experimentText(document)}\n\n${closingWords(document, order.storeFolder)}`);
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

import path from 'node:path';
import { type Command, Option } from 'commander';
import type { RunRequest } from '../../shared/channel/runner-protocol.ts';
import type { RetrainChange } from '../../shared/specs/retrain.ts';
import { carryOut, exitCodeOf } from '../run/carry-out.ts';
import { jsonOption, storeOption, type StoreOptions, wholeNumber, workersOption } from '../options.ts';
import { CliError, type ExitCode, exitCodes, print, printJsonLine } from '../output.ts';
import { existingStore, readExperiment, readTicket } from '../stores.ts';
import { ticketText } from '../text/ticket-text.ts';

interface RetrainOptions extends StoreOptions {
  readonly reinit?: true;
  readonly randomMask?: true;
  readonly seed?: number;
  readonly dataOrderSeed?: number;
  readonly iterations?: number;
  readonly workers?: number;
}

function changeOf({ reinit, randomMask, seed, dataOrderSeed, iterations }: RetrainOptions): RetrainChange {
  return {
    weights: reinit ? 'reinit' : 'same',
    mask: randomMask ? 'random' : 'same',
    ...(seed === undefined ? {} : { seed }),
    ...(dataOrderSeed === undefined ? {} : { dataOrderSeed }),
    ...(iterations === undefined ? {} : { iterations }),
  };
}

async function requestOf(name: string, options: RetrainOptions): Promise<RunRequest> {
  const store = await existingStore(options.store);
  const { ticket, experiment } = await readTicket(store, name);
  const { config, configPath } = await readExperiment(store, experiment);
  const baseFolder = configPath === null ? process.cwd() : path.dirname(configPath);
  const common = { experiment, config, configPath, baseFolder, storeFolder: options.store, workers: options.workers ?? null };
  return { ...common, keepControlWeights: false, retrain: { ticket, change: changeOf(options) } };
}

/** A seed that nothing is drawn from would look as if it had changed something. */
function checkSeed({ seed, reinit, randomMask }: RetrainOptions): void {
  if (seed === undefined || reinit || randomMask) return;
  throw new CliError(
    exitCodes.usage,
    '--seed needs --reinit or --random-mask: without them nothing is drawn. --data-order-seed changes the batches.',
  );
}

async function retrain(name: string, options: RetrainOptions): Promise<ExitCode> {
  checkSeed(options);
  const request = await requestOf(name, options);
  const end = await carryOut(request, options.json === true);
  if (end.state !== 'finished') return exitCodeOf(end);
  const ticket = await readTicket(await existingStore(options.store), name);
  if (options.json) printJsonLine(ticket);
  else print(ticketText(ticket));
  return exitCodeOf(end);
}

export function addRetrain(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('retrain')
    .argument('<ticket>', 'such as lenet/trial-1/round-05')
    .description('train a ticket again: with nothing changed the bits are the same')
    .option('--reinit', 'with freshly drawn initial weights')
    .option('--random-mask', 'with a random mask of the same size')
    .option('--seed <n>', 'seed of what is drawn freshly', wholeNumber(0))
    .addOption(new Option('--data-order-seed <n>', 'see the batches in another order').argParser(wholeNumber(0)))
    .addOption(new Option('--iterations <n>', 'train for so long').argParser(wholeNumber(1)))
    .addOption(workersOption())
    .addOption(storeOption())
    .addOption(jsonOption('one event a line on stdout, at last the document of show TICKET'))
    .action(async (name: string, options: RetrainOptions) => done(await retrain(name, options)));
}

import path from 'node:path';
import type { Command } from 'commander';
import { importName, importPlan } from '../../runs/exchange/import-plan.ts';
import type { RunRequest } from '../../shared/channel/runner-protocol.ts';
import { composedName, nameProblem } from '../../shared/config/facts/experiment-name.ts';
import { ticketName } from '../../shared/results/ticket-name.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import { plainLine } from '../../shared/text/plain-text.ts';
import { carryOut, exitCodeOf } from '../run/carry-out.ts';
import { loadConfigFiles } from '../run/config-file.ts';
import { commandOn, storeWords } from '../installation.ts';
import { storeOption, type StoreOptions, workersOption } from '../options.ts';
import { CliError, type ExitCode, exitCodes, note } from '../output.ts';

interface ImportOptions extends StoreOptions {
  readonly config: string;
  readonly masks?: string;
  readonly name?: string;
  readonly train?: true;
  readonly workers?: number;
}

function experimentFor(source: string, name: string | undefined): string {
  const experiment = composedName(name ?? importName(source));
  const problem = nameProblem(experiment);
  if (problem !== null)
    throw new CliError(
      exitCodes.usage,
      `"${plainLine(experiment, 100)}" cannot be the name of an experiment: ${problem}. Give another one with --name.`,
    );
  return experiment;
}

async function requestOf(source: string, options: ImportOptions): Promise<RunRequest> {
  const { store: storeFolder, masks, name, workers, train } = options;
  const [loaded] = loadConfigFiles([options.config]);
  if (!loaded) throw new CliError(exitCodes.usage, '');
  const { config: given, path: configPath, baseFolder } = loaded;
  const { config, tickets } = await importPlan(source, masks, given).catch((error: unknown) => {
    throw new CliError(exitCodes.usage, ownWords(error));
  });
  const common = { experiment: experimentFor(source, name), config, configPath, baseFolder, storeFolder };
  return { ...common, workers: workers ?? null, keepControlWeights: false, imports: { tickets, train: train === true } };
}

async function importTickets(source: string, options: ImportOptions): Promise<ExitCode> {
  const request = await requestOf(source, options);
  const end = await carryOut(request, false);
  const tickets = end.document?.imported ?? [];
  if (end.state === 'finished') {
    const { trial, round } = tickets.find((one) => one.round > 0) ?? tickets[0] ?? { trial: 1, round: 1 };
    const name = ticketName({ experiment: request.experiment, trial, round });
    note(`Imported ${String(tickets.length)} ticket${tickets.length === 1 ? '' : 's'} as "${request.experiment}".`);
    const store = storeWords(path.resolve(options.store));
    note(`In detail: ${commandOn(['show', ...store], [name])}`);
    if (!options.train) note(`To train:  ${commandOn(['retrain', ...store], [name])}`);
  }
  return exitCodeOf(end);
}

const importHelp = `
A file may be safetensors, .npz, a state dict of PyTorch (.pt, .pth; read without running any of its code) or a model.json of TensorFlow.js.
Tensors are found by PyTorch's or Keras's names, else by order and shape; masks end with _mask or lie in a file of their own.
`;

export function addImport(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('import')
    .argument('<file>', 'weights, masks or both; or a results folder of open_lth')
    .description('take in tickets of other programs, to inspect, compare and train them')
    .requiredOption('--config <file>', 'a *.lottery.json file: network, data set and training')
    .option('--masks <file>', 'the masks, where another file has them')
    .option('--name <name>', "of the experiment that holds them (default: the file's name)")
    .option('--train', 'train them at once')
    .addOption(workersOption())
    .addOption(storeOption())
    .addHelpText('after', importHelp)
    .action(async (source: string, options: ImportOptions) => done(await importTickets(source, options)));
}

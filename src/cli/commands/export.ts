import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { exportFormats, type FormatName, formatNames, isTicketFormat } from '../../formats/format-table.ts';
import { type ExportedFile, ExportError } from '../../formats/exported-ticket.ts';
import { type TensorLayout, tensorLayouts } from '../../formats/tensors/named-tensors.ts';
import { exportFiles, type ExportRequest, ExportRequestError } from '../../runs/exchange/export-ticket.ts';
import { parseExportName } from '../../runs/exchange/export-name.ts';
import { saveFiles } from '../../runs/exchange/save-files.ts';
import { openStore } from '../../runs/library/store.ts';
import { formatBytes } from '../../shared/text/format.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import { programFolder } from '../installation.ts';
import { storeOption } from '../options.ts';
import { CliError, exitCodes, note, printBytes } from '../output.ts';
import { existingStore, findSweep, readExperiment } from '../stores.ts';

interface ExportOptions {
  readonly store: string;
  readonly format: FormatName;
  readonly output?: string;
  readonly rounds?: 'all' | readonly number[];
  readonly layout: TensorLayout;
  readonly optimizerState?: true;
  readonly sparseInitialisers?: true;
  readonly force?: true;
}

function roundsOf(text: string): 'all' | readonly number[] {
  if (text === 'all') return text;
  const rounds = text.split(',').map((one) => (/^\d+$/.test(one.trim()) ? Number(one) : NaN));
  if (rounds.some(Number.isNaN)) throw new InvalidArgumentError('It must be "all", or rounds such as 0,3,5.');
  return rounds;
}

function requestOf(name: string, { format, output, rounds, layout, optimizerState, sparseInitialisers }: ExportOptions): ExportRequest {
  const options = { layout, optimizer: optimizerState === true, sparseInitialisers: sparseInitialisers === true };
  return { name, format, options, ...(output !== undefined && { output }), ...(rounds !== undefined && { rounds }) };
}

/** The caller's mistakes have another exit code than what is damaged. */
function exportProblem(error: unknown): unknown {
  const isUsage = error instanceof ExportError || error instanceof ExportRequestError;
  return isUsage ? new CliError(exitCodes.usage, ownWords(error)) : error;
}

/** To stdout, as other programs have it. */
function printFile(files: readonly ExportedFile[]): void {
  const [file] = files;
  if (!file || files.length > 1)
    throw new CliError(
      exitCodes.usage,
      `This export has ${String(files.length)} files, and stdout can take one: name a folder with --output.`,
    );
  printBytes(file.bytes);
}

/** Which are named when they are written. */
const fewFiles = 3;

async function exportNamed(name: string, options: ExportOptions): Promise<void> {
  const { folder: storeFolder } = await existingStore(options.store);
  const { output } = options;
  const store = openStore(storeFolder);
  // First the experiment, whose absence has its own words; the results of a sweep are those of all its members.
  const isSweep = !isTicketFormat(options.format) && (await findSweep(store, name)).length > 0;
  if (!isSweep) await readExperiment(store, parseExportName(name)?.experiment ?? name);
  const made = await exportFiles(store, requestOf(name, options), programFolder).catch((error: unknown) =>
    Promise.reject(exportProblem(error)),
  );
  for (const text of made.notes) note(text);
  if (output === '-') return printFile(made.files);
  const written = await saveFiles(made.folder, made.files, options.force === true);
  const bytes = made.files.reduce((sum, file) => sum + file.bytes.length, 0);
  const names = written.map((file) => path.relative('', file));
  const what = names.length <= fewFiles ? names.join(', ') : `${String(names.length)} files in ${path.relative('', made.folder) || '.'}`;
  note(`Wrote ${what} (${formatBytes(bytes)}).`);
}

const formatsHelp = `
Formats:
${formatNames.map((name) => `  ${name.padEnd(12)} ${exportFormats[name].title()}: ${exportFormats[name].detail()}`).join('\n')}
`;

export function addExport(program: Command): void {
  program
    .command('export')
    .argument(
      '<name>',
      'a ticket (lenet/trial-1/round-05), a control of it (.../random-reinit-1), a retraining (.../retraining-1), or an experiment or a sweep, for its results',
    )
    .description('write a ticket, or results, for other programs')
    .addOption(new Option('--format <format>', 'of the file').choices(formatNames).makeOptionMandatory())
    .option('-o, --output <path>', 'a file, a folder (one that is there, or ends with /), or - for stdout')
    .addOption(new Option('--rounds <rounds>', 'tickets of these rounds: "all", or such as 0,3,5').argParser(roundsOf))
    .addOption(new Option('--layout <layout>', 'names and axes of tensors').choices(tensorLayouts).default('pytorch'))
    .option('--optimizer-state', "safetensors, npz: the optimiser's state too, where it was kept")
    .option('--sparse-initialisers', 'onnx: pruned tensors as sparse initialisers, not as zeros')
    .option('--force', 'replace files that are there')
    .addOption(storeOption())
    .addHelpText('after', formatsHelp)
    .action(exportNamed);
}

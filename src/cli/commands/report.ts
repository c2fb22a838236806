import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { holdPipe } from '../../data/files/unread-pipe.ts';
import type { StoreReader } from '../../runs/library/store-reader.ts';
import { alreadyThere } from '../../runs/exchange/save-files.ts';
import { bestMember } from '../../shared/results/sweep-row.ts';
import { fileName } from '../../shared/text/file-name.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import { namedArguments } from '../../shared/text/shell.ts';
import { storeOption } from '../options.ts';
import { CliError, exitCodes, inform, print } from '../output.ts';
import { existingStore, findSweep, readExperiment } from '../stores.ts';

interface ReportOptions {
  readonly store: string;
  readonly output?: string;
  readonly out?: string;
  readonly force?: true;
}

/** What is there stays, as with exports; a pipe or a device is no file. */
function refuseExisting(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) throw new CliError(exitCodes.failed, alreadyThere(file).message);
}

function write(file: string, html: string): void {
  try {
    const letGo = holdPipe(file);
    try {
      writeFileSync(file, html);
    } finally {
      letGo();
    }
  } catch (error) {
    throw new CliError(exitCodes.failed, `The report could not be written: ${ownWords(error, file)}.`);
  }
}

/** A sweep is reported by the experiment with its best ticket, else by its first: that report compares them all. */
async function experimentFor(store: StoreReader, name: string): Promise<string> {
  const sweep = await findSweep(store, name);
  return (bestMember(sweep) ?? sweep[0])?.experiment ?? name;
}

async function report(name: string, { store: folder, output, out = output, force }: ReportOptions): Promise<void> {
  const store = await existingStore(folder);
  const { experiment } = await readExperiment(store, await experimentFor(store, name));
  const file = out ?? `${fileName(experiment)}-report.html`;
  if (file !== '-' && !force) refuseExisting(file);
  const html = await store.report(experiment, `winning-ticket report ${namedArguments([experiment], process.platform)}`);
  if (file === '-') return print(html.trimEnd());
  write(file, html);
  return inform(`Wrote ${path.relative('', file) || file}.`);
}

export function addReport(program: Command): void {
  program
    .command('report')
    .argument('<experiment>', 'such as lenet, or a sweep: the experiment with its best ticket, compared with the others')
    .description('one HTML file with verdict, figures, numbers, claims and provenance')
    .option('-o, --output <file>', 'where to write it; - for stdout (default: <experiment>-report.html)')
    .option('--force', 'replace a file that is there')
    .addOption(new Option('--out <file>', 'as it was called before').hideHelp())
    .addOption(storeOption())
    .action(report);
}

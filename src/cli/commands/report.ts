import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { holdPipe } from '../../data/files/unread-pipe.ts';
import type { StoreReader } from '../../runs/library/store-reader.ts';
import { bestMember } from '../../shared/results/sweep-row.ts';
import { fileName } from '../../shared/text/format.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import { namedArguments } from '../../shared/text/shell.ts';
import { storeOption } from '../options.ts';
import { CliError, exitCodes, inform, print } from '../output.ts';
import { existingStore, findSweep, readExperiment } from '../stores.ts';

interface ReportOptions {
  readonly store: string;
  readonly out?: string;
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

async function report(name: string, { store: folder, out }: ReportOptions): Promise<void> {
  const store = await existingStore(folder);
  const { experiment } = await readExperiment(store, await experimentFor(store, name));
  const file = out ?? `${fileName(experiment)}-report.html`;
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
    .option('-o, --out <file>', 'where to write it; - for stdout (default: <experiment>-report.html)')
    .addOption(storeOption())
    .action(report);
}

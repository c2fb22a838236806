/** `winning-ticket data`: the data sets that have a name. */
import { SingleBar } from 'cli-progress';
import { Argument, type Command } from 'commander';
import { fetchDataset } from '../../data/known/fetch-dataset.ts';
import { type DownloadableName, downloadableNames, knownDatasets } from '../../data/known/known-datasets.ts';
import { dataCacheFolder, missingFiles } from '../../data/known/missing-files.ts';
import { formatBytes } from '../../shared/text/format.ts';
import { jsonOption } from '../options.ts';
import { CliError, exitCodes, inform, isQuiet } from '../output.ts';
import { type FormatOptions, formatOption, printAs } from '../text/print-as.ts';
import { csvColumn, type Grid, grid, gridText } from '../text/table.ts';
import { say } from '../../shared/text/told.ts';

interface NamedDataset {
  readonly name: string;
  readonly here: boolean;
  readonly title: string;
  readonly downloadBytes: number;
}

function namedDatasets(): readonly NamedDataset[] {
  const mnist = { name: 'mnist', here: true, title: 'MNIST: 70,000 grey images of digits, 28 x 28, 10 classes', downloadBytes: 0 };
  const known = downloadableNames.map((name) => {
    const { title, files } = knownDatasets[name];
    return {
      name,
      here: missingFiles(name).length === 0,
      title: say(title),
      downloadBytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  });
  return [mnist, ...known];
}

function where({ name, here, downloadBytes }: NamedDataset): string {
  if (name === 'mnist') return 'comes with the program';
  return here ? 'on this machine' : `to be fetched, ${formatBytes(downloadBytes)}`;
}

const datasetsGrid = (datasets: readonly NamedDataset[]): Grid =>
  grid<NamedDataset>(
    [
      { title: 'name', cell: ({ name }) => name },
      { title: 'where', cell: where, only: 'text' },
      csvColumn('on this machine', ({ here }) => (here ? 'yes' : 'no')),
      csvColumn('download bytes', ({ downloadBytes }) => downloadBytes),
      { title: 'data set', cell: ({ title }) => title },
    ],
    datasets,
  );

function listDatasets(options: FormatOptions): void {
  const datasets = namedDatasets();
  printAs(options, {
    text: () => `${gridText(datasetsGrid(datasets))}\n\nFolder: ${dataCacheFolder()}`,
    grid: () => datasetsGrid(datasets),
    json: () => ({ schemaVersion: 1, folder: dataCacheFolder(), datasets }),
  });
}

function progressBar(): SingleBar {
  const format = ' {bar} {percentage} % | {done} of {all}';
  return new SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: true, barsize: 24, noTTYOutput: false });
}

async function fetchNamed(name: DownloadableName): Promise<void> {
  const stop = new AbortController();
  const interrupted = (): void => stop.abort();
  process.once('SIGINT', interrupted);
  const bar = progressBar();
  if (!isQuiet()) bar.start(1, 0, { done: formatBytes(0), all: '' });
  const onProgress = (bytes: number, total: number): void =>
    bar.update(bytes / total, { done: formatBytes(bytes), all: formatBytes(total) });
  try {
    const folder = await fetchDataset(name, { signal: stop.signal, onProgress });
    bar.stop();
    inform(`${name} is in ${folder}`);
  } catch (error) {
    bar.stop();
    throw stop.signal.aborted ? new CliError(exitCodes.cancelled, 'Stopped. The same command goes on where this one stopped.') : error;
  } finally {
    process.off('SIGINT', interrupted);
  }
}

export function addData(program: Command): void {
  const data = program.command('data').description('data sets that have a name');
  data
    .command('list')
    .description('which there are, and which are on this machine')
    .addOption(formatOption())
    .addOption(jsonOption())
    .action(listDatasets);
  data
    .command('fetch')
    .description('fetch one from its official address, or go on fetching it')
    .addArgument(new Argument('<name>', 'its name').choices(downloadableNames))
    .action(fetchNamed);
}

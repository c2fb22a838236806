import type { Command } from 'commander';
import type { TicketComparison } from '../../runs/library/store-reader.ts';
import { type SettingDifference, settingText } from '../../shared/config/facts/setting-differences.ts';
import type { TicketDetails } from '../../shared/results/ticket/ticket-details.ts';
import type { LayerAgreement } from '../../shared/results/ticket/mask-agreement.ts';
import { formatRemaining, formatShare } from '../../shared/text/format.ts';
import { jsonOption, storeOption, type StoreOptions } from '../options.ts';
import { formatOption, printAs } from '../text/print-as.ts';
import { existingStore, readTicket } from '../stores.ts';
import { csvColumn, type Grid, grid, gridText, table } from '../text/table.ts';
import { trainingStop } from '../../shared/results/series-words.ts';
import { absent, accuracy } from '../text/words.ts';

interface Line {
  readonly what: string;
  readonly of: (ticket: TicketDetails) => string;
}

const lines: readonly Line[] = [
  { what: 'weights remaining', of: ({ remaining }) => formatRemaining(remaining) },
  { what: 'early-stopping iteration', of: ({ training }) => (training ? trainingStop(training) : absent) },
  { what: 'test accuracy at early stop', of: ({ training }) => accuracy(training?.testAccuracyAtEarlyStop) },
  { what: 'test accuracy at end', of: ({ training }) => accuracy(training?.testAccuracyAtEnd) },
  { what: 'training accuracy at end', of: ({ training }) => accuracy(training?.trainAccuracyAtEnd) },
  { what: 'seed', of: ({ seed }) => String(seed) },
  { what: 'mask', of: ({ maskHash }) => maskHash?.slice(0, 12) ?? 'none (dense)' },
  { what: 'initial weights', of: ({ initialWeightsHash }) => initialWeightsHash.slice(0, 12) },
];

function agreementText(agreement: readonly LayerAgreement[]): string {
  if (agreement.length === 0) return 'The networks differ in shape: their masks cannot be compared.';
  const layers = table<LayerAgreement>(
    [
      { title: 'layer', cell: ({ layer }) => layer },
      { title: 'agreement', align: 'right', cell: ({ overlap }) => formatShare(overlap) },
      { title: 'by chance', align: 'right', cell: ({ byChance }) => formatShare(byChance) },
    ],
    agreement,
  );
  return `${layers}\n\nAgreement: weights that both keep, of those that either keeps; by chance: what two random masks of these sizes would give.`;
}

const valuesGrid = ({ a, b }: TicketComparison): Grid =>
  grid<Line>(
    [
      { title: '', cell: ({ what }) => what },
      { title: a.ticket, align: 'right', cell: ({ of }) => of(a) },
      { title: b.ticket, align: 'right', cell: ({ of }) => of(b) },
    ],
    lines,
  );

/** A row a ticket: every value in one unit. */
const csvGrid = ({ a, b }: TicketComparison): Grid =>
  grid<TicketDetails>(
    [
      { title: 'ticket', cell: ({ ticket }) => ticket },
      csvColumn('weights remaining, 0..1', ({ remaining }) => remaining),
      csvColumn('early stop, iteration', ({ training }) => training?.earlyStopIteration ?? null),
      csvColumn('early stop bound', ({ training }) => training?.earlyStopBound ?? null),
      csvColumn('test accuracy at early stop, 0..1', ({ training }) => training?.testAccuracyAtEarlyStop ?? null),
      csvColumn('test accuracy at end, 0..1', ({ training }) => training?.testAccuracyAtEnd ?? null),
      csvColumn('training accuracy at end, 0..1', ({ training }) => training?.trainAccuracyAtEnd ?? null),
      csvColumn('seed', ({ seed }) => seed),
      csvColumn('mask, SHA-256', ({ maskHash }) => maskHash),
      csvColumn('initial weights, SHA-256', ({ initialWeightsHash }) => initialWeightsHash),
    ],
    [a, b],
  );

function settingsText({ a, b, settings }: TicketComparison): string {
  if (settings.length === 0) return 'Their experiments have the same settings.';
  const value =
    (side: number) =>
    ({ values }: SettingDifference) =>
      settingText(values[side] ?? null);
  return table<SettingDifference>(
    [
      { title: 'differing setting', cell: ({ key }) => key },
      { title: a.experiment, align: 'right', cell: value(0) },
      { title: b.experiment, align: 'right', cell: value(1) },
    ],
    settings,
  );
}

/** Two tickets side by side. */
const comparisonText = (comparison: TicketComparison): string =>
  [gridText(valuesGrid(comparison)), settingsText(comparison), agreementText(comparison.agreement)].join('\n\n');

async function diff(a: string, b: string, { store: folder, ...format }: StoreOptions): Promise<void> {
  const store = await existingStore(folder);
  // Unknown names are told apart from damaged files.
  const [first, second] = [await readTicket(store, a), await readTicket(store, b)];
  const comparison = await store.compare(first.ticket, second.ticket);
  printAs(format, {
    text: () => comparisonText(comparison),
    grid: () => valuesGrid(comparison),
    csv: () => csvGrid(comparison),
    json: () => ({ schemaVersion: 1, ...comparison }),
  });
}

export function addDiff(program: Command): void {
  program
    .command('diff')
    .argument('<a>', 'a ticket')
    .argument('<b>', 'another ticket')
    .description('two tickets side by side, with the agreement of their masks')
    .addOption(storeOption())
    .addOption(formatOption())
    .addOption(jsonOption())
    .action(diff);
}

import type { Command } from 'commander';
import { formatBytes } from '../../shared/text/format.ts';
import { jsonOption, storeOption, type StoreOptions } from '../options.ts';
import { print, printJson } from '../output.ts';
import { existingStore } from '../stores.ts';
import { counted } from '../text/words.ts';

interface GcOptions extends StoreOptions {
  readonly dryRun?: true;
}

async function collect({ store: folder, dryRun, json }: GcOptions): Promise<void> {
  const store = await existingStore(folder);
  const { files, bytes } = await store.collectGarbage(dryRun === true);
  if (json) return printJson({ schemaVersion: 1, dryRun: dryRun === true, files, bytes });
  return print(`${dryRun ? 'Would remove' : 'Removed'} ${counted(files, 'file')}, ${formatBytes(bytes)}, that no experiment names.`);
}

export function addGc(program: Command): void {
  program
    .command('gc')
    .description('remove what no experiment names')
    .option('-n, --dry-run', 'only say how much')
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(collect);
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import type * as Server from '../mcp/server.ts';
import { programFolder } from '../installation.ts';
import { storeOption, type StoreOptions } from '../options.ts';
import { note } from '../output.ts';
import { requireFolder } from '../stores.ts';

/** A bundle of its own: no other command has to read its libraries. */
const load = async (): Promise<typeof Server> => (await import(pathToFileURL(path.join(programFolder, 'mcp.cjs')).href)) as typeof Server;

export function addMcp(program: Command): void {
  program
    .command('mcp')
    .description('serve the experiments of a store to agents, by the Model Context Protocol over stdin and stdout')
    .addOption(storeOption())
    .action(async ({ store }: StoreOptions) => {
      requireFolder(store);
      if (!existsSync(store)) note(`There is no store ${store} yet: the first run makes it. Another one is named with --store.`);
      await (await load()).serve(store);
    });
}

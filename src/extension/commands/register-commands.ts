import * as vscode from 'vscode';
import type { JsonPath } from '../../shared/text/json-value.ts';
import { ownWords, sentence } from '../../shared/text/own-words.ts';
import { complain } from '../notify.ts';
import { downloadData } from '../runs/download-data.ts';
import type { Services } from '../services.ts';
import { choosePath } from './config/choose-path.ts';
import { compare, compareText, compareWithSelected, selectForCompare } from './tickets/compare-commands.ts';
import { deleteEarlier, deleteExperiment, deleteSweep } from './delete-commands.ts';
import { copyCliCommand, notes, rename } from './experiment-commands.ts';
import { exportReport, exportTicket } from './tickets/export-ticket.ts';
import { importTicket } from './tickets/import-ticket.ts';
import { installTensorFlow } from './config/install-tensorflow.ts';
import { clearFilter, filter, sortBy } from './list-commands.ts';
import { newConfig } from './config/new-config.ts';
import { open } from './open.ts';
import { retrain } from './tickets/retrain.ts';
import { cancel, find, pause, resume } from './run-commands.ts';
import { runWith } from './config/run-with.ts';
import { cleanUp, openConfig, showPanel } from './store-commands.ts';
import { showSweep } from './sweep-commands.ts';
import { copyTicketName, inspect } from './tickets/ticket-commands.ts';

type Command = (services: Services, target?: unknown, other?: unknown, more?: unknown) => unknown;

/** Every command of the manifest, by what follows `winningTicket.`. */
const commands: Readonly<Record<string, Command>> = {
  find,
  resume,
  runWith,
  cancel,
  pause,
  retrain,
  compare,
  compareText,
  selectForCompare,
  compareWithSelected,
  inspect,
  exportReport,
  exportTicket,
  importTicket,
  copyTicketName,
  newConfig,
  downloadData: (_, name) => downloadData(name),
  choosePath: (_, uri, keys, isFolder) => choosePath(uri as vscode.Uri, keys as JsonPath, isFolder === true),
  installTensorFlow,
  cleanUp,
  deleteExperiment,
  deleteSweep,
  deleteEarlier,
  rename,
  notes,
  copyCliCommand,
  sortBy,
  filter,
  clearFilter,
  open,
  showPanel,
  showSweep,
  openConfig,
  showLog: ({ log }) => log.show(),
  refresh: ({ library }) => library.refresh(),
};

/** A key that is pressed in the tickets view is about the selected row. */
const isSelection = (target: unknown): boolean =>
  typeof target === 'object' && target !== null && (target as { selection?: unknown }).selection === true;

/** What goes wrong in a command is said and logged; the command then ends without a result. */
async function run(services: Services, name: string, command: Command, args: readonly unknown[]): Promise<unknown> {
  try {
    return await command(services, ...(isSelection(args[0]) ? [services.selection()] : args));
  } catch (error) {
    services.log.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    void complain(sentence(ownWords(error)));
    return undefined;
  }
}

export function registerCommands(services: Services): vscode.Disposable {
  const registered = Object.entries(commands).map(([name, command]) =>
    vscode.commands.registerCommand(`winningTicket.${name}`, async (...args: unknown[]) => void (await run(services, name, command, args))),
  );
  return vscode.Disposable.from(...registered);
}

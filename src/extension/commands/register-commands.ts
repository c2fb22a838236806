import * as vscode from 'vscode';
import { ownWords, sentence } from '../../shared/text/own-words.ts';
import { complain } from '../notify.ts';
import { downloadData } from '../runs/download-data.ts';
import type { Services } from '../services.ts';
import { exportReport, exportTicket } from './export-ticket.ts';
import { importTicket } from './import-ticket.ts';
import { installTensorFlow } from './install-tensorflow.ts';
import { newConfig } from './new-config.ts';
import { retrain } from './retrain.ts';
import { cancel, find, resume } from './run-commands.ts';
import { runWith } from './run-with.ts';
import { cleanUp, deleteExperiment, openConfig, showPanel } from './store-commands.ts';
import { deleteSweep, showSweep } from './sweep-commands.ts';
import { compare, compareWithSelected, copyTicketName, inspect, selectForCompare } from './ticket-commands.ts';

type Command = (services: Services, target?: unknown, other?: unknown) => unknown;

/** Every command of the manifest, by what follows `winningTicket.`. */
const commands: Readonly<Record<string, Command>> = {
  find,
  resume,
  runWith,
  cancel,
  retrain,
  compare,
  selectForCompare,
  compareWithSelected,
  inspect,
  exportReport,
  exportTicket,
  importTicket,
  copyTicketName,
  newConfig,
  downloadData,
  installTensorFlow,
  cleanUp,
  deleteExperiment,
  deleteSweep,
  showPanel,
  showSweep,
  openConfig,
  showLog: ({ log }) => log.show(),
  refresh: ({ library }) => library.refresh(),
};

/** What goes wrong in a command is said and logged; the command then ends without a result. */
async function run(services: Services, name: string, command: Command, args: readonly unknown[]): Promise<unknown> {
  try {
    return await command(services, ...args);
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

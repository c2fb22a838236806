import * as vscode from 'vscode';
import { ownWords } from '../../shared/text/own-words.ts';
import { sentence } from '../../shared/text/told.ts';
import { complain } from '../notify.ts';
import type { Services } from '../services.ts';
import { type CommandName, commandNames } from './command-names.ts';

/** A key that is pressed in the tickets view is about the selected row. */
const isSelection = (target: unknown): boolean =>
  typeof target === 'object' && target !== null && (target as { selection?: unknown }).selection === true;

/** What goes wrong in a command is said and logged; the command then ends without a result. */
async function run(services: Services, name: CommandName, args: readonly unknown[]): Promise<unknown> {
  try {
    const { commands } = await import('./all-commands.ts');
    return await commands[name](services, ...(isSelection(args[0]) ? [services.selection()] : args));
  } catch (error) {
    services.log.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    void complain(sentence(ownWords(error)));
    return undefined;
  }
}

export function registerCommands(services: Services): vscode.Disposable {
  const registered = commandNames.map((name) =>
    vscode.commands.registerCommand(`winningTicket.${name}`, async (...args: unknown[]) => void (await run(services, name, args))),
  );
  return vscode.Disposable.from(...registered);
}

import * as vscode from 'vscode';
import type { PanelCalls } from '../../shared/channel/webview-protocol.ts';
import { exportCsv } from '../saving/export-csv.ts';
import type { ExperimentRef } from '../experiments/experiment-ref.ts';
import type { Services } from '../services.ts';

type PanelCommand = PanelCalls['command']['payload']['command'];

/** Does what a button of the panel asks for: the same as the command of that name. */
export async function panelCommand(services: Services, ref: ExperimentRef, command: PanelCommand, ticket?: string): Promise<void> {
  const run = (name: string, target: unknown): Thenable<unknown> => vscode.commands.executeCommand(`winningTicket.${name}`, target);
  const target = ticket === undefined ? undefined : { storeFolder: ref.storeFolder, ticket };
  switch (command) {
    case 'run':
      return void run('resume', ref);
    case 'cancel':
      return void (await run('cancel', ref));
    case 'openConfig':
      return void (await run('openConfig', ref));
    case 'showLog':
      return void (await run('showLog', undefined));
    case 'retrain':
    case 'compare':
      return void run(command, target ?? ref);
    case 'exportReport':
      return void run('exportReport', ref);
    case 'exportCsv':
      return void exportCsv(services, ref);
  }
}

import * as vscode from 'vscode';
import { type Api, makeApi } from './api.ts';
import { registerCommands } from './commands/register-commands.ts';
import { TicketDocuments, ticketScheme } from './documents/ticket-document.ts';
import { registerEditorSupport } from './editor/register-editor-support.ts';
import { Library } from './experiments/library.ts';
import { Stores } from './experiments/stores.ts';
import { nativeFolder } from './native/native-folder.ts';
import { PanelManager, panelType } from './panel/panel-manager.ts';
import { resumeRuns } from './runs/resume-runs.ts';
import { RunManager } from './runs/run-manager.ts';
import { RunMemory } from './runs/run-memory.ts';
import { RunStatus } from './runs/run-status.ts';
import { ContextKeys, createLog, type Services } from './services.ts';
import { TicketsTree } from './views/tickets-tree.ts';
import { pollStores, watchConfigs } from './views/watch-configs.ts';

/** Commands see less of the panels. */
type OwnServices = Services & { readonly panels: PanelManager };

function createServices(context: vscode.ExtensionContext): OwnServices {
  const [log, keys, stores, memory] = [createLog(), new ContextKeys(), new Stores(), new RunMemory(context.workspaceState)];
  const runs = new RunManager(vscode.Uri.joinPath(context.extensionUri, 'dist', 'runner.cjs').fsPath, memory, log, nativeFolder(context));
  const library = new Library(stores, runs, log);
  const services = { context, log, keys, stores, memory, runs, library, panels: new PanelManager() };
  services.panels.connect(services);
  context.subscriptions.push(log, runs, library);
  return services;
}

function registerViews({ context, library, runs, keys, log, panels, stores }: OwnServices): TicketsTree {
  const tree = new TicketsTree(library, runs, keys);
  const view = vscode.window.createTreeView('winningTicket.tickets', { treeDataProvider: tree, showCollapseAll: true });
  context.subscriptions.push(
    tree,
    view,
    new RunStatus(runs, keys),
    watchConfigs(keys, log),
    pollStores(library, () => view.visible || panels.anyOpen),
    vscode.window.registerWebviewPanelSerializer(panelType, panels),
    vscode.workspace.registerTextDocumentContentProvider(ticketScheme, new TicketDocuments(stores)),
  );
  return tree;
}

/** The stores of a window change with its folders and with the setting that places them. */
function followWorkspace({ context, library }: Services): void {
  context.subscriptions.push(
    vscode.workspace.onDidChangeWorkspaceFolders(() => library.refresh()),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('winningTicket.storeFolder') && library.refresh()),
  );
}

/** Puts everything together; what is heavy is loaded when it is first asked for. */
export function activate(context: vscode.ExtensionContext): Api {
  const start = performance.now();
  const services = createServices(context);
  const tree = registerViews(services);
  followWorkspace(services);
  context.subscriptions.push(registerCommands(services));
  registerEditorSupport(context);
  void resumeRuns(services).catch((error: unknown) => services.log.error(String(error)));
  return makeApi(services, tree, performance.now() - start);
}

/** Runners see by themselves that this process is gone; they save their work and stop, and go on at the next activation. */
export function deactivate(): void {
  // Nothing to do: the runners' channels close with this process.
}

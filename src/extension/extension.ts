import * as vscode from 'vscode';
import { registerLanguageModelTools } from './agent/language-model-tools.ts';
import { type Api, makeApi } from './api.ts';
import { registerCommands } from './commands/register-commands.ts';
import { compareSerializer, compareType, isComparing } from './compare/compare-panels.ts';
import { TicketDocuments, ticketScheme } from './documents/ticket-document.ts';
import { isConfigDocument } from './config/pick-config.ts';
import { Library } from './experiments/library.ts';
import { Stores } from './experiments/stores.ts';
import { nativeFolder } from './native/native-folder.ts';
import { PanelManager, panelType } from './panel/panel-manager.ts';
import { resumeRuns } from './runs/resume-runs.ts';
import { RunManager } from './runs/run-manager.ts';
import { RunQueue } from './runs/run-queue.ts';
import { RunMemory } from './runs/run-memory.ts';
import { RunStatus } from './runs/run-status.ts';
import { ContextKeys, createLog } from './window.ts';
import type { Services } from './services.ts';
import { runTasks, taskType } from './tasks/run-tasks.ts';
import { ListOptions } from './views/list-options.ts';
import type { Node } from './views/nodes.ts';
import { TicketsTree } from './views/tickets-tree.ts';
import { pollStores, watchConfigs } from './views/watch-configs.ts';
import { plural } from '../shared/text/plural.ts';
import { useLanguage } from '../shared/text/language.ts';

/** Commands see less of the panels. */
type OwnServices = Services & { readonly panels: PanelManager; selection: Services['selection'] };

function createServices(context: vscode.ExtensionContext): OwnServices {
  const [log, keys, stores, memory] = [createLog(), new ContextKeys(), new Stores(), new RunMemory(context.workspaceState)];
  const runs = new RunManager(vscode.Uri.joinPath(context.extensionUri, 'dist', 'runner.cjs').fsPath, memory, log, nativeFolder(context));
  const queue = new RunQueue(runs, context.workspaceState);
  const library = new Library(stores, runs, queue, log);
  const list = new ListOptions(context.workspaceState, keys);
  const services = {
    context,
    log,
    keys,
    stores,
    memory,
    runs,
    queue,
    library,
    list,
    panels: new PanelManager(),
    selection: () => undefined,
  };
  services.panels.connect(services);
  context.subscriptions.push(log, runs, queue, library);
  return services;
}

/** What the rows cannot say: that some are left out, and how many runs there are. */
function describeView(view: vscode.TreeView<Node>, { list, runs }: OwnServices): void {
  const show = (): void => {
    const { filter } = list.state;
    view.description = filter === '' ? '' : vscode.l10n.t('filtered: {0}', filter);
    view.message = vscode.workspace.isTrusted
      ? ''
      : vscode.l10n.t(
          'Restricted Mode: tickets can be looked at and compared; nothing is trained or deleted until this workspace is trusted.',
        );
    const count = runs.all().length;
    // A bar above the rows would put a clock in the place of the number.
    view.badge = count === 0 ? undefined : { value: count, tooltip: plural(count, { one: '1 run', other: '{0} runs' }) };
  };
  list.onDidChange(show);
  runs.onDidChange(show);
  vscode.workspace.onDidGrantWorkspaceTrust(show);
  show();
}

/** A config has what came of it above its first line; a ticket's text may be one that is being trained. */
const showsResults = (): boolean =>
  vscode.window.visibleTextEditors.some(({ document }) => document.uri.scheme === ticketScheme || isConfigDocument(document));

function registerViews(services: OwnServices): TicketsTree {
  const { context, library, runs, keys, log, panels, stores, list } = services;
  const tree = new TicketsTree(library, runs, keys, list, stores);
  const view = vscode.window.createTreeView('winningTicket.tickets', {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
  });
  services.selection = () => view.selection[0];
  const texts = new TicketDocuments(stores, library);
  describeView(view, services);
  context.subscriptions.push(
    tree,
    view,
    new RunStatus(runs, keys),
    watchConfigs(keys, log),
    pollStores(library, () => view.visible || panels.anyOpen || isComparing() || showsResults()),
    vscode.window.registerWebviewPanelSerializer(panelType, panels),
    vscode.window.registerWebviewPanelSerializer(compareType, compareSerializer(services)),
    texts,
    vscode.workspace.registerTextDocumentContentProvider(ticketScheme, texts),
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

/** What the editor knows of configs is loaded when the first one is open: checking them alone takes longer than all the rest. */
function registerEditorSupport(services: Services): void {
  const { workspace } = vscode;
  let isLoaded = false;
  const look = (document: vscode.TextDocument): void => {
    if (isLoaded || document.isClosed || !isConfigDocument(document)) return;
    isLoaded = true;
    void import('./editor/register-editor-support.ts').then((editor) => editor.registerEditorSupport(services));
  };
  workspace.textDocuments.forEach(look);
  services.context.subscriptions.push(workspace.onDidOpenTextDocument(look));
}

/** The manifest's list: VS Code registers no others. */
function toolsOf({ extension }: vscode.ExtensionContext): readonly string[] {
  const { contributes } = extension.packageJSON as { contributes: { languageModelTools: readonly { name: string }[] } };
  return contributes.languageModelTools.map(({ name }) => name);
}

/** In the language of the editor, where there is a bundle of it. */
function speak(): void {
  const { bundle } = vscode.l10n;
  useLanguage(bundle ? { locale: vscode.env.language, messages: bundle } : null);
}

/** Puts everything together; what is heavy is loaded when it is first asked for. */
export function activate(context: vscode.ExtensionContext): Api {
  const start = performance.now();
  speak();
  const services = createServices(context);
  const { stores, keys } = services;
  const tree = registerViews(services);
  followWorkspace(services);
  context.subscriptions.push(registerCommands(services));
  registerEditorSupport(services);
  context.subscriptions.push(
    registerLanguageModelTools(services, toolsOf(context)),
    vscode.tasks.registerTaskProvider(taskType, runTasks(services)),
  );
  // Before anybody has looked at the tickets view, the palette offers what can be done with tickets where there are any.
  void stores.hasExperiments().then((has) => has && keys.set('hasTickets', true));
  void resumeRuns(services).catch((error: unknown) => services.log.error(String(error)));
  return makeApi(services, tree, performance.now() - start);
}

/** Runners see by themselves that this process is gone; they save their work and stop, and go on at the next activation. */
export function deactivate(): void {
  // Nothing to do: the runners' channels close with this process.
}

/** The pages that compare experiments and tickets. */
import * as vscode from 'vscode';
import { createEndpoint, type Endpoint } from '../../shared/channel/channel-endpoint.ts';
import type { CompareCalls, ComparedRef, CompareEvents } from '../../shared/channel/compare-protocol.ts';
import { compareChecks } from '../../shared/channel/page-checks.ts';
import { Throttle } from '../../shared/channel/throttle.ts';
import { inLabel } from '../../shared/text/plain-text.ts';
import { messageOf } from '../../shared/text/message-of.ts';
import { webviewPort } from '../panel/webview-port.ts';
import { pageHtml, webviewFolder } from '../panel/panel-html.ts';
import { saveFigure } from '../saving/save-file.ts';
import type { Services } from '../services.ts';
import { CompareModel } from './compare-model.ts';

export const compareType = 'winningTicket.compare';

interface Mine {
  readonly calls: Record<never, never>;
  readonly events: CompareEvents;
}
interface Theirs {
  readonly calls: CompareCalls;
  readonly events: Record<never, never>;
}

/** While one of them runs. */
const refreshMilliseconds = 1000;

function connect(model: CompareModel, services: Services, panel: vscode.WebviewPanel, disposables: vscode.Disposable[]): Endpoint<Mine> {
  return createEndpoint<Mine, Theirs>(webviewPort(panel.webview, disposables), {
    handlers: {
      ready: () => model.snapshot(),
      picture: ({ a, b, layer }) => model.picture(a, b, layer),
      show: ({ item }) => {
        const ref = model.refs[item];
        if (ref?.ticket) services.panels.inspect({ storeFolder: ref.storeFolder, ticket: ref.ticket });
        else if (ref) services.panels.show(ref);
        return null;
      },
      textDiff: ({ a, b }) => {
        void vscode.commands.executeCommand('winningTicket.compareText', model.ticketAt(a), model.ticketAt(b));
        return null;
      },
      saveFigure: async (figure) => {
        await saveFigure(services.log, 'compared', figure);
        return null;
      },
    },
    checks: compareChecks,
    onProblem: (problem) => services.log.warn(problem),
  });
}

/** Pages that are open: other processes are looked after for them too. */
let openPages = 0;

export const isComparing = (): boolean => openPages > 0;

/** Keeps a page up to date until it is closed. */
function follow(panel: vscode.WebviewPanel, refs: readonly ComparedRef[], services: Services): void {
  const { library, stores, log } = services;
  const disposables: vscode.Disposable[] = [];
  const model = new CompareModel(refs, library, stores);
  const endpoint = connect(model, services, panel, disposables);
  const throttle = new Throttle(refreshMilliseconds, async () => {
    try {
      endpoint.emit('snapshot', await model.snapshot());
    } catch (error) {
      log.warn(messageOf(error));
    }
  });
  const about = (storeFolder: string, experiment: string): boolean =>
    refs.some((ref) => ref.storeFolder === storeFolder && ref.experiment === experiment);
  disposables.push(library.onDidChange((ref) => (!ref || about(ref.storeFolder, ref.experiment)) && throttle.request()));
  openPages += 1;
  panel.onDidDispose(() => {
    openPages -= 1;
    void throttle.stop();
    endpoint.dispose();
    vscode.Disposable.from(...disposables).dispose();
  });
}

const titleOf = (refs: readonly ComparedRef[]): string => inLabel(refs.map(({ experiment, ticket }) => ticket ?? experiment).join(' ↔ '));

function adopt(panel: vscode.WebviewPanel, refs: readonly ComparedRef[], services: Services): void {
  const { extensionUri } = services.context;
  panel.webview.options = { enableScripts: true, localResourceRoots: [webviewFolder(extensionUri)] };
  panel.iconPath = {
    light: vscode.Uri.joinPath(extensionUri, 'media/panel-light.svg'),
    dark: vscode.Uri.joinPath(extensionUri, 'media/panel-dark.svg'),
  };
  follow(panel, refs, services);
  const data = { 'data-refs': JSON.stringify(refs) };
  panel.webview.html = pageHtml(panel.webview, extensionUri, { title: titleOf(refs), bundle: 'compare', data });
}

/** A page of its own for what is compared. */
export function showComparison(services: Services, refs: readonly ComparedRef[]): void {
  const title = vscode.l10n.t('Compare {0}', titleOf(refs));
  adopt(vscode.window.createWebviewPanel(compareType, title, vscode.ViewColumn.Active, { enableScripts: true }), refs, services);
}

const isRef = (value: unknown): value is ComparedRef => {
  const { storeFolder, experiment, ticket } = (value ?? {}) as Partial<Record<keyof ComparedRef, unknown>>;
  return typeof storeFolder === 'string' && typeof experiment === 'string' && (ticket === null || typeof ticket === 'string');
};

/** Brings the pages back after a reload. */
export const compareSerializer = (services: Services): vscode.WebviewPanelSerializer<unknown> => ({
  async deserializeWebviewPanel(panel, state) {
    const refs = Array.isArray(state) ? state.filter(isRef) : [];
    if (refs.length > 1) adopt(panel, refs, services);
    else panel.dispose();
  },
});

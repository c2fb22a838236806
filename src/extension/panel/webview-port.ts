import * as vscode from 'vscode';
import type { Port } from '../../shared/channel/channel.ts';
import type { PanelCalls, PanelEvents } from '../../shared/channel/webview-protocol.ts';
import { compareMembers, type SweepRow } from '../../shared/results/sweep-row.ts';
import type { SweepRef } from '../experiments/experiment-ref.ts';
import { type Library, sweepMembersIn } from '../experiments/library.ts';
import { type PageOf, panelHtml, webviewFolder } from './panel-html.ts';

/** The host's side of the channel to a panel. */
export interface HostSide {
  readonly calls: Record<never, never>;
  readonly events: PanelEvents;
}
/** The panel's side. */
export interface PanelSide {
  readonly calls: PanelCalls;
  readonly events: Record<never, never>;
}

/** The host's end of the channel to a webview. */
export function webviewPort(webview: vscode.Webview, disposables: vscode.Disposable[]): Port {
  return {
    post: (message) => void webview.postMessage(message),
    onMessage: (listener) => void webview.onDidReceiveMessage(listener, undefined, disposables),
  };
}

/** Fills a panel with its page. Everything that the page shows comes later, over the channel. */
export function fillPanel(panel: vscode.WebviewPanel, extension: vscode.Uri, page: PageOf): void {
  panel.webview.options = { enableScripts: true, localResourceRoots: [webviewFolder(extension)] };
  panel.iconPath = {
    light: vscode.Uri.joinPath(extension, 'media/panel-light.svg'),
    dark: vscode.Uri.joinPath(extension, 'media/panel-dark.svg'),
  };
  panel.webview.html = panelHtml(panel.webview, extension, page);
}

/** Every experiment of a sweep, in the order of their values. */
export async function sweepRows(library: Library, sweep: SweepRef): Promise<readonly SweepRow[]> {
  const members = await sweepMembersIn(library, sweep);
  const summaries = await Promise.all(members.map((entry) => library.summary(entry)));
  const rows = summaries.filter((summary) => summary !== null).map(({ row }) => row);
  return rows.sort((a, b) => compareMembers(a.experiment, b.experiment));
}

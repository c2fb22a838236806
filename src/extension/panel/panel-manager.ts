import * as vscode from 'vscode';
import { experimentOf, type ExperimentRef, keyOf, sweepOf, type TicketRef } from '../experiments/experiment-ref.ts';
import { folderLabels } from '../../shared/text/folder-labels.ts';
import type { Services } from '../services.ts';
import { ExperimentPanel } from './experiment-panel.ts';
import type { Panels } from './panels.ts';

export const panelType = 'winningTicket.panel';

/** With several stores in the window, the folder is part of the title: two experiments of one name are two panels. */
function titleOf({ experiment, storeFolder }: ExperimentRef, folders: readonly string[]): string {
  const others = folders.includes(storeFolder) ? folders : [...folders, storeFolder];
  const label = others.length > 1 ? (folderLabels(others)[others.indexOf(storeFolder)] ?? storeFolder) : '';
  return `${experiment}${label === '' ? '' : ` (${label})`} — Winning Ticket`;
}

/** A tab that was there before the window was reloaded and has not been looked at since. */
function sleepingTab(title: string): vscode.Tab | undefined {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.find(({ label, input }) => label === title && input instanceof vscode.TabInputWebview && input.viewType.endsWith(panelType));
}

/** One panel for each experiment. */
export class PanelManager implements Panels, vscode.WebviewPanelSerializer<Partial<ExperimentRef>> {
  private readonly panels = new Map<string, ExperimentPanel>();
  private services: Services | undefined;

  connect(services: Services): void {
    this.services = services;
  }

  get anyOpen(): boolean {
    return this.panels.size > 0;
  }

  show(ref: ExperimentRef): ExperimentPanel {
    const open = this.panels.get(keyOf(ref));
    open?.panel.reveal();
    return open ?? this.create(ref);
  }

  showSweep(members: readonly ExperimentRef[]): void {
    const shown = members.find((member) => this.panels.has(keyOf(member))) ?? members[0];
    if (shown) this.show(shown).showTab('sweep');
  }

  showRun(refs: readonly ExperimentRef[]): void {
    const [first, ...others] = refs;
    if (first && others.length === 0 && !sweepOf(first)) this.show(first);
    else this.showSweep(refs);
  }

  inspect(ref: TicketRef): void {
    this.show(experimentOf(ref)).inspect(ref.ticket);
  }

  /** A panel that comes back after a reload, perhaps after a command has already opened another one. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: Partial<ExperimentRef> | undefined): Promise<void> {
    const { storeFolder, experiment } = state ?? {};
    const ref = storeFolder && experiment ? { storeFolder, experiment } : undefined;
    if (ref && !this.panels.has(keyOf(ref))) this.adopt(panel, ref);
    else panel.dispose();
  }

  private titleOf(ref: ExperimentRef): string {
    return titleOf(ref, this.services?.stores.folders() ?? []);
  }

  private create(ref: ExperimentRef): ExperimentPanel {
    const title = this.titleOf(ref);
    const asleep = sleepingTab(title);
    const column = asleep?.group.viewColumn ?? vscode.ViewColumn.Active;
    const panel = vscode.window.createWebviewPanel(panelType, title, column, { enableScripts: true });
    // Closed after the new panel is there, so that its group stays.
    if (asleep) void vscode.window.tabGroups.close(asleep, true);
    return this.adopt(panel, ref);
  }

  private adopt(panel: vscode.WebviewPanel, ref: ExperimentRef): ExperimentPanel {
    if (!this.services) throw new Error('The panels are not connected yet.');
    panel.title = this.titleOf(ref);
    const own = new ExperimentPanel(panel, ref, this.services);
    this.panels.set(keyOf(ref), own);
    panel.onDidDispose(() => this.panels.delete(keyOf(ref)));
    return own;
  }
}

import * as vscode from 'vscode';
import {
  experimentOf,
  type ExperimentRef,
  keyOf,
  sweepKey,
  sweepOf,
  type SweepRef,
  type TicketRef,
} from '../experiments/experiment-ref.ts';
import { inLabel } from '../../shared/text/plain-text.ts';
import { folderLabels } from '../../shared/text/folder-labels.ts';
import type { Services } from '../services.ts';
import { ExperimentPanel } from './experiment-panel.ts';
import type { PageOf } from './panel-html.ts';
import type { Panels, ShowHow } from './panels.ts';
import { SweepPanel } from './sweep-panel.ts';

export const panelType = 'winningTicket.panel';

/** With several stores in the window, the folder is part of the title: two experiments of one name are two panels. */
function titleOf({ experiment, storeFolder }: ExperimentRef, folders: readonly string[]): string {
  const others = folders.includes(storeFolder) ? folders : [...folders, storeFolder];
  const label = others.length > 1 ? (folderLabels(others)[others.indexOf(storeFolder)] ?? storeFolder) : '';
  return `${inLabel(`${experiment}${label === '' ? '' : ` (${label})`}`)} — Winning Ticket`;
}

/** A tab that was there before the window was reloaded and has not been looked at since. */
function sleepingTab(title: string): vscode.Tab | undefined {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.find(({ label, input }) => label === title && input instanceof vscode.TabInputWebview && input.viewType.endsWith(panelType));
}

const notConnected = (): Error => new Error('The panels are not connected yet.');

/** One panel for each experiment, and one for each sweep. */
export class PanelManager implements Panels, vscode.WebviewPanelSerializer<Partial<PageOf>> {
  private readonly panels = new Map<string, ExperimentPanel>();
  private readonly sweeps = new Map<string, SweepPanel>();
  private services: Services | undefined;
  /** The panel that the next preview takes over. */
  private preview: ExperimentPanel | undefined;

  connect(services: Services): void {
    this.services = services;
  }

  get anyOpen(): boolean {
    return this.panels.size + this.sweeps.size > 0;
  }

  show(ref: ExperimentRef, how: ShowHow = 'keep'): ExperimentPanel {
    const open = this.panels.get(keyOf(ref));
    open?.panel.reveal(undefined, how === 'preview');
    if (how === 'keep' && this.preview === open) this.preview = undefined;
    return open ?? (how === 'preview' ? this.takeOver(ref) : this.create(ref));
  }

  showSweep(members: readonly ExperimentRef[]): void {
    const sweep = members[0] && sweepOf(members[0]);
    if (!sweep) return;
    const open = this.sweeps.get(sweepKey(sweep));
    if (open) open.panel.reveal();
    else this.adoptSweep(this.createPanel(this.titleOf({ ...sweep, experiment: sweep.sweep })), sweep);
  }

  showRun(refs: readonly ExperimentRef[]): void {
    const [first, ...others] = refs;
    if (first && others.length === 0 && !sweepOf(first)) this.show(first);
    else this.showSweep(refs);
  }

  inspect(ref: TicketRef, how?: ShowHow): void {
    this.show(experimentOf(ref), how).inspect(ref.ticket);
  }

  /** A panel that comes back after a reload, perhaps after a command has already opened another one. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: Partial<PageOf> | undefined): Promise<void> {
    const { storeFolder, experiment, isSweep } = state ?? {};
    const ref = storeFolder && experiment ? { storeFolder, experiment } : undefined;
    const sweep = ref && isSweep ? { storeFolder: ref.storeFolder, sweep: ref.experiment } : null;
    if (sweep && !this.sweeps.has(sweepKey(sweep))) this.adoptSweep(panel, sweep);
    else if (ref && !sweep && !this.panels.has(keyOf(ref))) this.adopt(panel, ref);
    else panel.dispose();
  }

  private titleOf(ref: ExperimentRef): string {
    return titleOf(ref, this.services?.stores.folders() ?? []);
  }

  /** In the place of the panel that was only looked at; it is closed afterwards, so that its group stays. */
  private takeOver(ref: ExperimentRef): ExperimentPanel {
    const before = this.preview?.panel;
    this.preview = this.create(ref, before?.viewColumn, true);
    before?.dispose();
    return this.preview;
  }

  private create(ref: ExperimentRef, place?: vscode.ViewColumn, preserveFocus = false): ExperimentPanel {
    return this.adopt(this.createPanel(this.titleOf(ref), place, preserveFocus), ref);
  }

  private createPanel(title: string, place: vscode.ViewColumn = vscode.ViewColumn.Active, preserveFocus = false): vscode.WebviewPanel {
    const asleep = sleepingTab(title);
    const viewColumn = asleep?.group.viewColumn ?? place;
    const panel = vscode.window.createWebviewPanel(panelType, title, { viewColumn, preserveFocus }, { enableScripts: true });
    // Closed after the new panel is there, so that its group stays.
    if (asleep) void vscode.window.tabGroups.close(asleep, true);
    return panel;
  }

  private adoptSweep(panel: vscode.WebviewPanel, sweep: SweepRef): void {
    if (!this.services) throw notConnected();
    panel.title = this.titleOf({ ...sweep, experiment: sweep.sweep });
    this.sweeps.set(sweepKey(sweep), new SweepPanel(panel, sweep, this.services));
    panel.onDidDispose(() => this.sweeps.delete(sweepKey(sweep)));
  }

  private adopt(panel: vscode.WebviewPanel, ref: ExperimentRef): ExperimentPanel {
    if (!this.services) throw notConnected();
    panel.title = this.titleOf(ref);
    const own = new ExperimentPanel(panel, ref, this.services);
    this.panels.set(keyOf(ref), own);
    panel.onDidDispose(() => {
      this.panels.delete(keyOf(ref));
      if (this.preview === own) this.preview = undefined;
    });
    return own;
  }
}

import * as vscode from 'vscode';
import { createEndpoint, type Endpoint } from '../../shared/channel/channel-endpoint.ts';
import { panelChecks } from '../../shared/channel/page-checks.ts';
import { inOrder } from '../../shared/channel/in-order.ts';
import { Throttle } from '../../shared/channel/throttle.ts';
import type { PanelCalls, PanelSnapshot } from '../../shared/channel/webview-protocol.ts';
import type { RunProgress } from '../../shared/results/progress.ts';
import { messageOf } from '../../shared/text/message-of.ts';
import { type ExperimentRef, isMember, type SweepRef } from '../experiments/experiment-ref.ts';
import { sweepMembersIn } from '../experiments/library.ts';
import { saveFigure } from '../saving/save-file.ts';
import type { Services } from '../services.ts';
import { fillPanel, type HostSide, type PanelSide, sweepRows, webviewPort } from './webview-port.ts';

const refreshMilliseconds = 250;

/** The page of a sweep: its members side by side. */
export class SweepPanel {
  private readonly endpoint: Endpoint<HostSide>;
  private readonly disposables: vscode.Disposable[] = [];
  private readonly inOrder = inOrder();
  private readonly throttle = new Throttle(refreshMilliseconds, () => this.inOrder(() => this.refresh()));

  constructor(
    readonly panel: vscode.WebviewPanel,
    private readonly sweep: SweepRef,
    private readonly services: Services,
  ) {
    this.endpoint = this.connect();
    fillPanel(panel, services.context.extensionUri, { experiment: sweep.sweep, storeFolder: sweep.storeFolder, isSweep: true });
    this.listen();
  }

  private connect(): Endpoint<HostSide> {
    const nothing = (): never => {
      throw new Error('The page of a sweep shows no tickets.');
    };
    const { storeFolder } = this.sweep;
    return createEndpoint<HostSide, PanelSide>(webviewPort(this.panel.webview, this.disposables), {
      handlers: {
        ...{ inspect: nothing, analyse: nothing, kernels: nothing, mask: nothing, curves: nothing, runWith: nothing },
        ready: () => this.inOrder(() => this.snapshot()),
        others: () => [],
        other: () => null,
        showMember: ({ experiment }) => {
          this.services.panels.show({ storeFolder, experiment });
          return null;
        },
        showSweep: () => null,
        saveFigure: async (figure) => {
          await saveFigure(this.services.log, this.sweep.sweep, figure);
          return null;
        },
        command: async ({ command }) => {
          await this.command(command);
          return null;
        },
      },
      checks: panelChecks,
      onProblem: (problem) => this.services.log.warn(problem),
    });
  }

  /** A command on one of the members is one on the sweep, since they have one config and one run. */
  private async command(command: PanelCalls['command']['payload']['command']): Promise<void> {
    const [first] = await sweepMembersIn(this.services.library, this.sweep);
    const commands = { run: 'resume', cancel: 'cancel', openConfig: 'openConfig', showLog: 'showLog' } as const;
    if (command in commands) await vscode.commands.executeCommand(`winningTicket.${commands[command as keyof typeof commands]}`, first);
  }

  private listen(): void {
    const { library, runs } = this.services;
    const mine = (ref: ExperimentRef | undefined): boolean => !ref || isMember(ref, this.sweep);
    this.disposables.push(
      library.onDidChange((ref) => mine(ref) && this.throttle.request()),
      runs.onDidProgress((run) => run.refs.some(mine) && this.progress(run.progress)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.throttle.request()),
    );
    this.panel.onDidDispose(() => this.dispose());
  }

  /** Without any yet, the run has told something else. */
  private progress(progress: RunProgress | null): void {
    if (!progress) return this.throttle.request();
    this.endpoint.emit('progress', progress);
  }

  private async snapshot(): Promise<PanelSnapshot> {
    const { library, runs } = this.services;
    const sweep = await sweepRows(library, this.sweep);
    const run = runs.all().find(({ refs }) => refs.some((ref) => isMember(ref, this.sweep)));
    const canRun = vscode.workspace.isTrusted && sweep.length > 0;
    const measuring = run?.measuring ? { measuring: run.measuring } : {};
    return { document: null, progress: run?.progress ?? null, running: run !== undefined, ...measuring, ticket: null, canRun, sweep };
  }

  private async refresh(): Promise<void> {
    try {
      this.endpoint.emit('snapshot', await this.snapshot());
    } catch (error) {
      this.services.log.warn(`${this.sweep.sweep}: ${messageOf(error)}`);
    }
  }

  private dispose(): void {
    void this.throttle.stop();
    this.endpoint.dispose();
    vscode.Disposable.from(...this.disposables).dispose();
  }
}

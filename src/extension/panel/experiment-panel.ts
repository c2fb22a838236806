import * as vscode from 'vscode';
import type { StoreReader } from '../../runs/library/store-reader.ts';
import { createEndpoint, type Endpoint } from '../../shared/channel/channel-endpoint.ts';
import type { Port } from '../../shared/channel/channel.ts';
import { Throttle } from '../../shared/channel/throttle.ts';
import type { PanelCalls, PanelEvents, PanelSnapshot } from '../../shared/channel/webview-protocol.ts';
import type { TicketDetails } from '../../shared/results/experiment.ts';
import { compareMembers, type SweepRow } from '../../shared/results/sweep-row.ts';
import { messageOf } from '../../shared/text/message-of.ts';
import { type ExperimentRef, isMember, keyOf, sweepOf } from '../experiments/experiment-ref.ts';
import { type Library, sweepMembersIn } from '../experiments/library.ts';
import { exportCsv } from '../saving/export-csv.ts';
import { saveFigure } from '../saving/save-file.ts';
import type { Services } from '../services.ts';
import { panelHtml, webviewFolder } from './panel-html.ts';

/** The host's end of the channel to a webview. */
function webviewPort(webview: vscode.Webview, disposables: vscode.Disposable[]): Port {
  return {
    post: (message) => void webview.postMessage(message),
    onMessage: (listener) => void webview.onDidReceiveMessage(listener, undefined, disposables),
  };
}

/** Every experiment of the sweep that this one belongs to; none where it belongs to none. */
async function sweepRows(library: Library, ref: ExperimentRef): Promise<readonly SweepRow[]> {
  const sweep = sweepOf(ref);
  const members = sweep ? await sweepMembersIn(library, sweep) : [];
  const summaries = await Promise.all(members.map((entry) => library.summary(entry)));
  const rows = summaries.filter((summary) => summary !== null).map(({ row }) => row);
  return rows.sort((a, b) => compareMembers(a.experiment, b.experiment));
}

type PanelCommand = PanelCalls['command']['payload']['command'];

/** Does what a button of the panel asks for: the same as the command of that name. */
async function panelCommand(services: Services, ref: ExperimentRef, command: PanelCommand, ticket?: string): Promise<void> {
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

interface Mine {
  readonly calls: Record<never, never>;
  readonly events: PanelEvents;
}
interface Theirs {
  readonly calls: PanelCalls;
  readonly events: Record<never, never>;
}

const refreshMilliseconds = 250;

/** The panel of one experiment. The host keeps the truth: a hidden panel asks for it again when it is shown. */
export class ExperimentPanel {
  private readonly endpoint: Endpoint<Mine>;
  private readonly disposables: vscode.Disposable[] = [];
  private readonly throttle = new Throttle(refreshMilliseconds, () => this.refresh());
  private ticket: string | null = null;
  private tab: PanelSnapshot['tab'];

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly ref: ExperimentRef,
    private readonly services: Services,
  ) {
    const { extensionUri } = services.context;
    this.endpoint = this.connect();
    panel.webview.options = { enableScripts: true, localResourceRoots: [webviewFolder(extensionUri)] };
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media/panel-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media/panel-dark.svg'),
    };
    panel.webview.html = panelHtml(panel.webview, extensionUri, ref);
    this.listen();
  }

  /** Shows a ticket's details in the panel. */
  inspect(ticket: string): void {
    this.ticket = ticket;
    this.throttle.request();
  }

  /** Shows one of the panel's tabs. */
  showTab(id: string): void {
    this.tab = { id, request: Date.now() };
    this.throttle.request();
  }

  private connect(): Endpoint<Mine> {
    return createEndpoint<Mine, Theirs>(webviewPort(this.panel.webview, this.disposables), {
      handlers: {
        ready: () => this.snapshot(),
        inspect: ({ ticket }) => this.details(ticket),
        analyse: async ({ ticket }) => (await this.store()).analyse(ticket),
        kernels: async ({ ticket, place }) => (await this.store()).kernels(ticket, place),
        others: () => this.others(),
        other: ({ experiment }) => this.services.library.document({ ...this.ref, experiment }),
        showMember: ({ experiment }) => {
          this.services.panels.show({ ...this.ref, experiment });
          return null;
        },
        saveFigure: async (figure) => {
          await saveFigure(this.services.log, this.ref.experiment, figure);
          return null;
        },
        runWith: (change) => {
          void vscode.commands.executeCommand('winningTicket.runWith', this.ref, change);
          return null;
        },
        command: async ({ command, ticket }) => {
          await panelCommand(this.services, this.ref, command, ticket);
          return null;
        },
      },
      onProblem: (problem) => this.services.log.warn(problem),
    });
  }

  private listen(): void {
    const { library, runs } = this.services;
    const sweep = sweepOf(this.ref);
    const about = (ref: ExperimentRef | undefined): boolean =>
      !ref || keyOf(ref) === keyOf(this.ref) || (sweep !== null && isMember(ref, sweep));
    this.disposables.push(
      library.onDidChange((ref) => about(ref) && this.throttle.request()),
      runs.onDidProgress((run) => run.covers(this.ref) && run.progress && this.endpoint.emit('progress', run.progress)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.throttle.request()),
    );
    this.panel.onDidDispose(() => this.dispose());
  }

  private details(ticket: string): Promise<TicketDetails> {
    return this.services.library.ticket({ storeFolder: this.ref.storeFolder, ticket });
  }

  private store(): Promise<StoreReader> {
    return this.services.stores.at(this.ref.storeFolder);
  }

  private async others(): Promise<readonly string[]> {
    const entries = await this.services.library.entries();
    const here = entries.filter(({ storeFolder, problem }) => storeFolder === this.ref.storeFolder && problem === null);
    return here.map(({ experiment }) => experiment).filter((experiment) => experiment !== this.ref.experiment);
  }

  private async snapshot(): Promise<PanelSnapshot> {
    const document = await this.services.library.document(this.ref);
    const ticket = this.ticket === null ? null : await this.details(this.ticket).catch(() => null);
    const canRun = vscode.workspace.isTrusted && document?.configPath !== null;
    return {
      document,
      progress: this.services.library.progress(this.ref),
      ticket,
      canRun,
      sweep: await sweepRows(this.services.library, this.ref),
      ...(this.tab ? { tab: this.tab } : {}),
    };
  }

  private async refresh(): Promise<void> {
    try {
      this.endpoint.emit('snapshot', await this.snapshot());
    } catch (error) {
      this.services.log.warn(`${this.ref.experiment}: ${messageOf(error)}`);
    }
  }

  private dispose(): void {
    void this.throttle.stop();
    this.endpoint.dispose();
    vscode.Disposable.from(...this.disposables).dispose();
  }
}

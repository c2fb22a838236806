import * as vscode from 'vscode';
import type { StoreReader } from '../../runs/library/store-reader.ts';
import { createEndpoint, type Endpoint } from '../../shared/channel/channel-endpoint.ts';
import { panelChecks } from '../../shared/channel/page-checks.ts';
import { inOrder } from '../../shared/channel/in-order.ts';
import { Throttle } from '../../shared/channel/throttle.ts';
import type { PanelCalls, PanelSnapshot } from '../../shared/channel/webview-protocol.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import type { RunProgress } from '../../shared/results/progress.ts';
import type { UnderWay } from '../../shared/results/under-way.ts';
import { spokenLocale } from '../../shared/text/language.ts';
import { messageOf } from '../../shared/text/message-of.ts';
import { type ExperimentRef, keyOf } from '../experiments/experiment-ref.ts';
import { exportCsv } from '../saving/export-csv.ts';
import { saveFigure } from '../saving/save-file.ts';
import type { Services } from '../services.ts';
import { readAnswers } from './read-answers.ts';
import { fillPanel, type HostSide, type PanelSide, webviewPort } from './webview-port.ts';

type PanelCommand = PanelCalls['command']['payload']['command'];

/** Does what a button of the panel asks for: the same as the command of that name. */
async function panelCommand(services: Services, ref: ExperimentRef, command: PanelCommand, ticket?: string): Promise<void> {
  const run = (name: string, target: unknown): Thenable<unknown> => vscode.commands.executeCommand(`winningTicket.${name}`, target);
  const target = ticket === undefined ? undefined : { storeFolder: ref.storeFolder, ticket };
  switch (command) {
    case 'run':
      return void (await run('resume', ref));
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

const refreshMilliseconds = 250;
const liveMilliseconds = 500;

/** The panel of one experiment. The host keeps the truth: a hidden panel asks for it again when it is shown. */
export class ExperimentPanel {
  private readonly endpoint: Endpoint<HostSide>;
  private readonly disposables: vscode.Disposable[] = [];
  private readonly throttle = new Throttle(refreshMilliseconds, () => this.inOrder(() => this.refresh()));
  private readonly live = new Throttle(liveMilliseconds, () => this.inOrder(() => this.sendUnderWay()));
  private readonly inOrder = inOrder();
  private ticket: string | null = null;

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly ref: ExperimentRef,
    private readonly services: Services,
  ) {
    const { extensionUri } = services.context;
    this.endpoint = this.connect();
    fillPanel(panel, extensionUri, ref);
    this.listen();
  }

  /** Shows a ticket's details in the panel. */
  inspect(ticket: string): void {
    this.ticket = ticket;
    this.throttle.request();
  }

  private connect(): Endpoint<HostSide> {
    return createEndpoint<HostSide, PanelSide>(webviewPort(this.panel.webview, this.disposables), {
      handlers: {
        ...readAnswers(this.ref, this.services.library, () => this.store()),
        ready: () => this.inOrder(() => this.snapshot()),
        others: () => this.others(),
        showMember: ({ experiment }) => {
          this.services.panels.show({ ...this.ref, experiment });
          return null;
        },
        saveFigure: async (figure) => {
          await saveFigure(this.services.log, this.ref.experiment, figure);
          return null;
        },
        showSweep: () => {
          this.services.panels.showSweep([this.ref]);
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
      checks: panelChecks,
      onProblem: (problem) => this.services.log.warn(problem),
    });
  }

  private listen(): void {
    const { library, runs } = this.services;
    const about = (ref: ExperimentRef | undefined): boolean => !ref || keyOf(ref) === keyOf(this.ref);
    this.disposables.push(
      library.onDidChange((ref) => about(ref) && this.throttle.request()),
      runs.onDidProgress((run) => run.covers(this.ref) && this.progress(run.progress)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.throttle.request()),
    );
    this.panel.onDidDispose(() => this.dispose());
  }

  /** Without any yet, the run has told something else. */
  private progress(progress: RunProgress | null): void {
    if (!progress) return this.throttle.request();
    this.endpoint.emit('progress', progress);
    this.live.request();
  }

  /** Curves grow with every evaluation, long before a training is finished. */
  private async sendUnderWay(): Promise<void> {
    const underWay = await this.underWay(await this.services.library.document(this.ref)).catch(() => undefined);
    if (underWay) this.endpoint.emit('underWay', underWay);
  }

  private async underWay(document: ExperimentDocument | null): Promise<UnderWay | undefined> {
    if (document?.state !== 'running') return undefined;
    const finished = document.trainings.map(({ role }) => role);
    return (await this.store()).underWay(this.ref.experiment, finished);
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
    const ticket =
      this.ticket === null
        ? null
        : await this.services.library.ticket({ storeFolder: this.ref.storeFolder, ticket: this.ticket }).catch(() => null);
    // Its config has other settings by now.
    const isEarlier = document?.earlierOf !== undefined;
    const canRun = vscode.workspace.isTrusted && document?.configPath !== null && !isEarlier;
    const underWay = await this.underWay(document).catch(() => undefined);
    const run = this.services.runs.get(this.ref);
    return {
      document: document && (await this.inWords(document)),
      progress: this.services.library.progress(this.ref),
      ticket,
      canRun,
      ...(underWay ? { underWay } : {}),
      running: run !== undefined,
      ...(run?.measuring && { measuring: run.measuring }),
    };
  }

  private async inWords(document: ExperimentDocument): Promise<ExperimentDocument> {
    if (spokenLocale() === 'en') return document;
    return (await import('../../runs/library/spoken-document.ts')).spokenDocument(document);
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
    void this.live.stop();
    this.endpoint.dispose();
    vscode.Disposable.from(...this.disposables).dispose();
  }
}

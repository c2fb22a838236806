import * as vscode from 'vscode';
import { lineAndColumn } from '../../shared/text/line-and-column.ts';
import { printable } from '../../shared/text/plain-text.ts';
import { checkShown, readShownText } from '../config/config-document.ts';
import { type ActiveRun, nowWords } from '../runs/active-run.ts';
import { startExperiment } from '../runs/start-experiment.ts';
import type { Services } from '../services.ts';
import { headlineWords } from '../../shared/results/verdict/verdict-words.ts';
import { stateWords } from '../../shared/results/sweep-row.ts';
import { failureWords } from '../../shared/text/told.ts';

/** A run in a terminal without a shell: lines of its progress, the errors of its config, and its exit code. */
export class RunTerminal implements vscode.Pseudoterminal {
  private readonly written = new vscode.EventEmitter<string>();
  private readonly closed = new vscode.EventEmitter<number>();
  readonly onDidWrite = this.written.event;
  readonly onDidClose = this.closed.event;
  private run: ActiveRun | undefined;
  private said = '';
  private isClosed = false;

  constructor(
    private readonly services: Services,
    private readonly uri: vscode.Uri,
  ) {}

  open(): void {
    void this.carryOut().then(
      (code) => this.closed.fire(code),
      (error: unknown) => {
        this.line(String(error));
        this.closed.fire(1);
      },
    );
  }

  /** The terminal was closed, or the task was terminated. */
  close(): void {
    this.isClosed = true;
    void this.run?.cancel();
  }

  /** A task takes as long as its run, so it waits for others itself. */
  private async turn(): Promise<void> {
    const { queue, runs } = this.services;
    while (!queue.isFree && !this.isClosed) {
      this.line(vscode.l10n.t('Waiting for another run to end.'));
      await new Promise<void>((resolve) => {
        const listeners = [runs.onDidEnd, queue.onDidChange].map((event) =>
          event(() => {
            for (const listener of listeners) listener.dispose();
            // The queue's own runs go first.
            setTimeout(resolve, 100);
          }),
        );
      });
    }
  }

  private line(text: string): void {
    if (text !== this.said) this.written.fire(`${printable(text).replaceAll('\n', '\r\n')}\r\n`);
    this.said = text;
  }

  /** As the terminal's program prints them, so that one problem matcher reads both. The file is not opened for it: of open ones the editor shows them already. */
  private problems(): number {
    const text = readShownText(this.uri.fsPath);
    const { problems } = checkShown(this.uri, text);
    for (const { offset, severity, message } of problems) {
      const { line, column } = lineAndColumn(text, offset);
      this.line(`${this.uri.fsPath}:${String(line)}:${String(column)}: ${severity}: ${message}`);
    }
    return problems.filter(({ severity }) => severity === 'error').length;
  }

  private tell(run: ActiveRun): void {
    const words = nowWords(run);
    if (words !== null) this.line(words);
  }

  private async carryOut(): Promise<number> {
    if (this.problems() > 0) return 1;
    await this.turn();
    if (this.isClosed) return 1;
    this.run = await startExperiment(this.services, this.uri);
    if (!this.run) return 1;
    const { run } = this;
    const listener = run.onDidProgress(() => this.tell(run));
    const end = await run.ended;
    const { state, document } = end;
    listener.dispose();
    this.line(failureWords(end) ?? (document ? headlineWords(document.headline, document.rounds).title : stateWords(state)));
    return state === 'finished' ? 0 : 1;
  }
}

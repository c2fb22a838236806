import * as vscode from 'vscode';
import { escapedMessage } from '../../shared/text/plain-text.ts';
import type { Problem } from '../../shared/config/problems/problem.ts';
import { onDidFetch } from '../runs/download-data.ts';
import { checkWithFiles, rangeOf, readData } from '../config/config-document.ts';
import type { KnownDataSets } from '../config/known-data-sets.ts';
import { isConfigDocument } from '../config/pick-config.ts';

const pauseInTyping = 250;

function toDiagnostic(document: vscode.TextDocument, problem: Problem): vscode.Diagnostic {
  const severity = problem.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(rangeOf(document, problem), escapedMessage(problem.message), severity);
  diagnostic.source = 'Winning Ticket';
  return diagnostic;
}

/** Keeps the Problems of all open configs; reads only, never trains. */
export class ConfigProblems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('winningTicket');
  private readonly listeners: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly data: KnownDataSets) {
    const { workspace } = vscode;
    this.listeners = vscode.Disposable.from(
      // Another window or program may have brought what was missing.
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.checkAll()),
      workspace.onDidGrantWorkspaceTrust(() => this.checkAll()),
      onDidFetch(() => this.checkAll()),
      workspace.onDidOpenTextDocument((document) => {
        this.check(document);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (isConfigDocument(document)) this.checkAllSoon();
      }),
      // What was saved may be data, and what a program in the terminal has made says nothing.
      workspace.onDidSaveTextDocument(() => {
        this.checkAllSoon();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.checkAllSoon();
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.collection.delete(document.uri);
      }),
    );
    this.checkAll();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listeners.dispose();
    this.collection.dispose();
  }

  private check(document: vscode.TextDocument): void {
    if (!isConfigDocument(document)) return;
    const { config, problems } = checkWithFiles(document, this.data);
    void readData(document, config, this.data).then((isMore) => isMore && !document.isClosed && this.check(document));
    this.collection.set(
      document.uri,
      problems.map((problem) => toDiagnostic(document, problem)),
    );
  }

  private checkAll(): void {
    for (const document of vscode.workspace.textDocuments) if (!document.isClosed) this.check(document);
  }

  /** All of them, since one config may extend another. */
  private checkAllSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.checkAll();
    }, pauseInTyping);
  }
}

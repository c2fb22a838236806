/** The only door to VS Code's notifications: a name in them never becomes a link that runs a command. */
import * as vscode from 'vscode';
import { withoutLinks } from '../shared/text/plain-text.ts';

type Items = readonly string[];

/** Resolves to the button that was pressed. */
export const inform = (text: string, ...buttons: Items): Thenable<string | undefined> =>
  vscode.window.showInformationMessage(withoutLinks(text), ...buttons);

export const warn = (text: string, ...buttons: Items): Thenable<string | undefined> =>
  vscode.window.showWarningMessage(withoutLinks(text), ...buttons);

export const complain = (text: string, ...buttons: Items): Thenable<string | undefined> =>
  vscode.window.showErrorMessage(withoutLinks(text), ...buttons);

/** A dialog that waits for an answer. @returns whether `action` was chosen. */
export async function ask(kind: 'warning' | 'information', question: string, detail: string, action: string): Promise<boolean> {
  const show = kind === 'warning' ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  return (await show(withoutLinks(question), { modal: true, detail: withoutLinks(detail) }, action)) === action;
}

type Report = (value: { readonly message?: string; readonly increment?: number }) => void;

/** The bar above a view moves until `work` has ended. */
export const showInView = (viewId: string, work: Promise<unknown>): Thenable<unknown> =>
  vscode.window.withProgress({ location: { viewId } }, () => work);

/** A cancellable notification that lasts as long as `task`. */
export function showProgressOf<T>(title: string, task: (report: Report, token: vscode.CancellationToken) => Promise<T>): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: withoutLinks(title), cancellable: true };
  return vscode.window.withProgress(options, (progress, token) =>
    task(({ message, ...rest }) => progress.report({ ...rest, ...(message !== undefined && { message: withoutLinks(message) }) }), token),
  );
}

/** The only door to VS Code's notifications and to the boxes that ask for text: a name in them never becomes a link that runs a command. */
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

interface TextQuestion {
  readonly prompt: string;
  readonly value?: string;
  readonly title?: string;
  readonly placeHolder?: string;
  /** null where the text can be taken. */
  readonly validateInput?: (text: string) => string | null;
}

/** Resolves to what was typed; undefined where nobody has answered. */
export function askText({ prompt, validateInput, ...question }: TextQuestion): Thenable<string | undefined> {
  const validate = (text: string): string | null => {
    const problem = validateInput?.(text) ?? null;
    return problem === null ? null : withoutLinks(problem);
  };
  return vscode.window.showInputBox({ ...question, prompt: withoutLinks(prompt), validateInput: validate });
}

type Report = (value: { readonly message?: string; readonly increment?: number }) => void;

/** A cancellable notification that lasts as long as `task`. */
export function showProgressOf<T>(title: string, task: (report: Report, token: vscode.CancellationToken) => Promise<T>): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: withoutLinks(title), cancellable: true };
  return vscode.window.withProgress(options, (progress, token) =>
    task(({ message, ...rest }) => progress.report({ ...rest, ...(message !== undefined && { message: withoutLinks(message) }) }), token),
  );
}

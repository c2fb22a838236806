import * as vscode from 'vscode';

/** A save waits at most so long for what other extensions do before it. */
const longestSave = 5_000;

function nextSave(document: vscode.TextDocument): Promise<void> {
  return new Promise((resolve) => {
    const listener = vscode.workspace.onDidSaveTextDocument((saved) => saved === document && end());
    const timer = setTimeout(() => end(), longestSave);
    const end = (): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
  });
}

/**
 * Saves a document that has a file. While another save of it is held up by extensions, VS Code refuses a second one: auto save has mostly just begun
 * where people type and click Run. @returns whether the file holds what the editor shows
 */
export async function saveDocument(document: vscode.TextDocument): Promise<boolean> {
  if (!document.isDirty || (await document.save())) return true;
  if (document.isDirty) await nextSave(document);
  return !document.isDirty || document.save();
}

import * as vscode from 'vscode';

/** A page has no scripts. */
async function showPage(uri: vscode.Uri): Promise<void> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  const panel = vscode.window.createWebviewPanel('winningTicket.report', vscode.workspace.asRelativePath(uri), vscode.ViewColumn.Active);
  panel.webview.html = new TextDecoder().decode(bytes);
}

/** A web page in the browser, or in a tab where the file lies on another machine; anything else in an editor. */
export async function openSaved(uri: vscode.Uri): Promise<void> {
  if (!/\.html?$/i.test(uri.path)) await vscode.commands.executeCommand('vscode.open', uri);
  else if (vscode.env.remoteName === undefined) await vscode.env.openExternal(uri);
  else await showPage(uri);
}

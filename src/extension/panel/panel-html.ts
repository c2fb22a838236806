import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { ExperimentRef } from '../experiments/experiment-ref.ts';

/** An experiment, or a sweep by its name. */
export interface PageOf extends ExperimentRef {
  readonly isSweep?: true;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

function policy({ cspSource }: vscode.Webview, nonce: string): string {
  return `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource}; font-src ${cspSource}; img-src ${cspSource} data:`;
}

/** The folder whose files the panel may load. */
export const webviewFolder = (extension: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(extension, 'dist', 'webview');

/** The page of a panel; everything that it shows comes later, over the channel. */
export function panelHtml(webview: vscode.Webview, extension: vscode.Uri, { experiment, storeFolder, isSweep }: PageOf): string {
  const nonce = randomBytes(16).toString('base64url');
  const file = (name: string): string => escape(webview.asWebviewUri(vscode.Uri.joinPath(webviewFolder(extension), name)).toString());
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${escape(policy(webview, nonce))}">
<title>${escape(experiment)}</title>
<link rel="stylesheet" href="${file('codicon.css')}">
<link rel="stylesheet" href="${file('panel.css')}">
</head>
<body data-experiment="${escape(experiment)}" data-store-folder="${escape(storeFolder)}"${isSweep ? ' data-sweep="true"' : ''}>
<main></main>
<script nonce="${nonce}" src="${file('panel.js')}"></script>
</body>
</html>`;
}

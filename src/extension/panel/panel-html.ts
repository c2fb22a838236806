import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { ExperimentRef } from '../experiments/experiment-ref.ts';
import { spokenLanguage, spokenLocale } from '../../shared/text/language.ts';

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

interface Page {
  readonly title: string;
  /** Its script and its style sheet: `panel` of `panel.js` and `panel.css`. */
  readonly bundle: string;
  /** By the names of the body's attributes. */
  readonly data: Readonly<Record<string, string>>;
}

/** The page of a panel. */
export const panelHtml = (webview: vscode.Webview, extension: vscode.Uri, { experiment, storeFolder, isSweep }: PageOf): string =>
  pageHtml(webview, extension, {
    title: experiment,
    bundle: 'panel',
    data: { 'data-experiment': experiment, 'data-store-folder': storeFolder, ...(isSweep && { 'data-sweep': 'true' }) },
  });

/** The language of the page as data, which its script reads; nothing where that is English. */
function languageData(nonce: string): string {
  const { locale, messages } = spokenLanguage();
  if (Object.keys(messages).length === 0) return '';
  // "<" would end the element.
  const json = JSON.stringify({ locale, messages }).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="language" nonce="${nonce}">${json}</script>\n`;
}

/** A page of ours; everything that it shows comes later, over the channel. */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri, { title, bundle, data }: Page): string {
  const nonce = randomBytes(16).toString('base64url');
  const file = (name: string): string => escape(webview.asWebviewUri(vscode.Uri.joinPath(webviewFolder(extension), name)).toString());
  const attributes = Object.entries(data).map(([name, value]) => ` ${name}="${escape(value)}"`);
  return `<!DOCTYPE html>
<html lang="${escape(spokenLocale())}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${escape(policy(webview, nonce))}">
<title>${escape(title)}</title>
<link rel="stylesheet" href="${file('codicon.css')}">
<link rel="stylesheet" href="${file(`${bundle}.css`)}">
</head>
<body${attributes.join('')}>
<main></main>
${languageData(nonce)}<script nonce="${nonce}" src="${file(`${bundle}.js`)}"></script>
</body>
</html>`;
}

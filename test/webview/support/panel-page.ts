import type { Language } from '../../../src/shared/text/language.ts';
import type { Theme } from './themes.ts';

export const origin = 'http://panel.test';
const nonce = 'bm9uY2UgZm9yIHRlc3Rz';
const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${origin}; font-src ${origin}; img-src ${origin} data:`;

const languageData = (language: Language | null): string =>
  language === null
    ? ''
    : `<script type="application/json" id="language" nonce="${nonce}">${JSON.stringify(language).replaceAll('<', '\\u003c')}</script>\n`;

/** The page that the extension writes: strict policy, two style sheets, one script, its language, and who it is for. */
export function panelHtml(experiment: string, theme: Theme, sweep = false, language: Language | null = null): string {
  return `<!DOCTYPE html>
<html lang="${language?.locale ?? 'en'}"><head><meta charset="utf-8"><title>${experiment}</title>
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${origin}/theme.css"><link rel="stylesheet" href="${origin}/codicon.css"><link rel="stylesheet" href="${origin}/panel.css"></head>
<body class="${theme.bodyClass}" data-experiment="${experiment}" data-store-folder="/store"${sweep ? ' data-sweep="true"' : ''}>
${languageData(language)}<script nonce="${nonce}" src="${origin}/panel.js"></script></body></html>`;
}

/** The page that compares, as the extension writes it. */
export const compareHtml = ({ bodyClass }: Theme, language: Language | null = null): string =>
  `<!DOCTYPE html>
<html lang="${language?.locale ?? 'en'}"><head><meta charset="utf-8"><title>Compare</title>
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${origin}/theme.css"><link rel="stylesheet" href="${origin}/codicon.css"><link rel="stylesheet" href="${origin}/compare.css"></head>
<body class="${bodyClass}" data-refs="[]"><main></main>
${languageData(language)}<script nonce="${nonce}" src="${origin}/compare.js"></script></body></html>`;

/** The theme's variables, there before the panel is. */
export function themeCss({ variables }: Theme): string {
  return `:root {${Object.entries(variables)
    .map(([name, value]) => `--vscode-${name}: ${value};`)
    .join('')}}`;
}

/** Script by which VS Code tells of another theme: the root's style and the body's class. */
export function themeScript({ bodyClass, variables }: Theme): string {
  const lines = Object.entries(variables).map(([name, value]) => `root.style.setProperty('--vscode-${name}', ${JSON.stringify(value)});`);
  return `{ const root = document.documentElement; ${lines.join('')} document.body.className = '${bodyClass}'; }`;
}

/** Stands where VS Code's function would; the kept state survives a reload, as VS Code's does. */
export const fakeApiScript = `window.acquireVsCodeApi = () => ({
  postMessage: (message) => void window.toHost(message),
  getState: () => JSON.parse(sessionStorage.getItem('vscode-state') ?? 'null'),
  setState: (state) => sessionStorage.setItem('vscode-state', JSON.stringify(state)),
});`;

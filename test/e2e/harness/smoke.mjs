// Run by hand: proves the harness with a tiny extension, packed, installed, clicked.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import {
  installVsix,
  launchBrowser,
  makeTemporary,
  openWorkbench,
  removeTemporary,
  runCommand,
  screenshot,
  setTheme,
  startServer,
  webviewFrame,
} from './index.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const manifest = {
  name: 'smoke',
  publisher: 'smoke',
  version: '0.0.1',
  engines: { vscode: '^1.100.0' },
  main: './main.js',
  contributes: { commands: [{ command: 'smoke.show', title: 'Show', category: 'Smoke' }] },
};
const program = `const { commands, window } = require('vscode');
exports.activate = () => commands.registerCommand('smoke.show', () => {
  window.createWebviewPanel('smoke', 'Smoke', 1).webview.html = '<!DOCTYPE html><p>There is smoke.</p>';
});`;

/** @param {string} temporary */
function packExtension(temporary) {
  const folder = path.join(temporary, 'extension');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(path.join(folder, 'main.js'), program);
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const switches = ['package', '--no-dependencies', '--skip-license', '--allow-missing-repository', '--out', 'smoke.vsix'];
  execFileSync(process.execPath, [vsce, ...switches], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return path.join(folder, 'smoke.vsix');
}

const start = Date.now();
/** @param {string | null} what */
const tell = (what) => console.log(`${((Date.now() - start) / 1000).toFixed(1)} s: ${what}`);

const temporary = makeTemporary();
const workspace = path.join(temporary, 'workspace');
mkdirSync(workspace);
const dataDir = await installVsix(packExtension(temporary), path.join(temporary, 'data'));
tell('installed');
const server = await startServer({ dataDir });
tell('started');
const browser = await launchBrowser();
try {
  const page = await openWorkbench(browser, server, workspace);
  tell('opened');
  await setTheme(page, 'Light High Contrast');
  await runCommand(page, 'Smoke: Show');
  tell(await webviewFrame(page).locator('p').innerText());
  tell(await webviewFrame(page).locator('body').getAttribute('class'));
  tell(path.relative(root, await screenshot(page, 'smoke')));
} finally {
  await browser.close();
  await server.stop();
  removeTemporary(temporary);
}

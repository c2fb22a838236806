// Measures the packaged extension in VS Code: `npm run package`, then this; WT_VSCODE=1.139.1 takes the newer one. Figures are in docs/performance.md.
//   activation: VS Code's own figure, of its page Running Extensions: loading the code and calling `activate`
//   run: from the click on Run to words of progress, and to the first point of the dense network's curve
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import {
  installVsix,
  launchBrowser,
  makeTemporary,
  openWorkbench,
  removeTemporary,
  runCommand,
  startServer,
  webviewFrame,
} from '../../test/e2e/harness/index.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const turns = 3;

/** @typedef {import('playwright-core').Page} Page */

/** Milliseconds that VS Code says the activation took. @param {Page} page */
async function activationOf(page) {
  await runCommand(page, 'Developer: Show Running Extensions');
  const row = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Winning Ticket' });
  await row.getByText(/Activation: \d+ms/).waitFor();
  return Number(/Activation: (\d+)ms/.exec(await row.innerText())?.[1]);
}

/** Seconds from the click to words of progress and to the first evaluation. @param {Page} page */
async function runIn(page) {
  await page.locator('[role=treeitem]', { hasText: 'quick.lottery.json' }).first().dblclick();
  const run = page.locator('.codelens-decoration a', { hasText: /Run/ });
  await run.waitFor();
  await page.waitForTimeout(3000);
  const start = performance.now();
  const seconds = () => Number(((performance.now() - start) / 1000).toFixed(1));
  await run.click();
  const panel = webviewFrame(page);
  await panel
    .locator('.progress-words')
    .filter({ hasText: /^(?!Not run yet|Starting)./ })
    .waitFor();
  const words = seconds();
  await panel.getByText('the tickets follow when it is finished').waitFor();
  return { words, point: seconds() };
}

const temporary = makeTemporary();
const folder = path.join(temporary, 'folder');
mkdirSync(folder);
copyFileSync(path.join(root, 'examples/quick-lenet.lottery.json'), path.join(folder, 'quick.lottery.json'));
const dataDir = await installVsix(path.join(root, 'winning-ticket.vsix'), path.join(temporary, 'data'));
const server = await startServer({ dataDir });
const browser = await launchBrowser();
try {
  const activations = [];
  for (let turn = 0; turn < turns; turn++) {
    const page = await openWorkbench(browser, server, folder);
    activations.push(await activationOf(page));
    await page.close();
  }
  console.log(`activation, ms: ${activations.join(', ')}`);
  const page = await openWorkbench(browser, server, folder);
  const { words, point } = await runIn(page);
  console.log(`from Run, s: ${words} to words of progress, ${point} to the first point`);
} finally {
  await browser.close();
  await server.stop();
  removeTemporary(temporary);
}

// Measures the packaged extension in VS Code: `npm run package`, then this; WT_VSCODE=1.139.1 takes the newer one. Figures are in docs/performance.md.
//   activation: VS Code's own figure, of its page Running Extensions: loading the code and calling `activate`; in a window that starts with a config in its folder, beside all else
//   that starts, and in one at rest, without a config, whose view is opened. Beside it that of Merge Conflict, a small extension that VS Code brings along
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

/** Milliseconds that VS Code says the activation of an extension took. @param {Page} page @param {string} name */
async function activationOf(page, name) {
  const row = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: name });
  await row.getByText(/Activation: \d+ms/).waitFor();
  return Number(/Activation: (\d+)ms/.exec(await row.innerText())?.[1]);
}

/** The extension is activated when its view is opened, long after the window. @param {Page} page */
async function openView(page) {
  await page.waitForTimeout(8000);
  await page.locator('.activitybar [aria-label^="Winning Ticket"]').first().click();
  await page.locator('.pane-body .welcome-view-content').waitFor();
}

/** Windows one after the other. @param {string} folder @param {(page: Page) => Promise<void>} before */
async function activationsIn(folder, before) {
  /** @type {number[][]} */
  const [ours = [], yardstick = []] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    const page = await openWorkbench(browser, server, folder);
    await before(page);
    await runCommand(page, 'Developer: Show Running Extensions');
    ours.push(await activationOf(page, 'Winning Ticket'));
    yardstick.push(await activationOf(page, 'Merge Conflict'));
    await page.close();
  }
  return `${ours.join(', ')} (Merge Conflict ${yardstick.join(', ')})`;
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
const [folder, empty] = [path.join(temporary, 'folder'), path.join(temporary, 'empty')];
mkdirSync(folder);
mkdirSync(empty);
copyFileSync(path.join(root, 'examples/quick-lenet.lottery.json'), path.join(folder, 'quick.lottery.json'));
const dataDir = await installVsix(path.join(root, 'winning-ticket.vsix'), path.join(temporary, 'data'));
const server = await startServer({ dataDir });
const browser = await launchBrowser();
try {
  console.log(`activation beside all that starts, ms: ${await activationsIn(folder, async () => {})}`);
  console.log(`activation in a window at rest, ms: ${await activationsIn(empty, openView)}`);
  const page = await openWorkbench(browser, server, folder);
  const { words, point } = await runIn(page);
  console.log(`from Run, s: ${words} to words of progress, ${point} to the first point`);
} finally {
  await browser.close();
  await server.stop();
  removeTemporary(temporary);
}

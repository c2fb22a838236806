// Takes the pictures of the README from the packaged extension: `npm run package`, then this. With a folder as argument it shows the
// experiment `lenet` of that folder's store; otherwise it first finds a ticket there, which takes a few minutes.
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
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
} from '../../test/e2e/harness/index.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const images = path.join(root, 'docs/images');
const config = `// LeNet-300-100 on MNIST, two trials, down to 21 % of the weights.
{
  "extends": "quick/lenet-300-100",
  "trials": 2
}
`;

/** What says nothing about the extension. */
const quiet = { 'window.commandCenter': false, 'window.title': '${rootName}' };

/** A folder with a finished experiment. @param {string} temporary @param {string | undefined} given */
function prepareFolder(temporary, given) {
  const folder = path.join(temporary, 'lottery');
  mkdirSync(folder);
  if (given) cpSync(given, folder, { recursive: true });
  if (given) return folder;
  const file = path.join(folder, 'lenet.lottery.json');
  writeFileSync(file, config);
  execFileSync(process.execPath, [path.join(root, 'dist/cli.js'), 'run', file], { stdio: 'inherit' });
  return folder;
}

/** @param {import('playwright-core').Page} page @param {string} name */
async function keep(page, name) {
  await runCommand(page, 'Notifications: Clear All Notifications');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  copyFileSync(await screenshot(page, name), path.join(images, `${name}.png`));
  console.log(`docs/images/${name}.png`);
}

/** Nothing but the panel. @param {import('playwright-core').Page} page */
async function showPanel(page) {
  await runCommand(page, 'Winning Ticket: Show Experiment');
  await webviewFrame(page)
    .getByText(/^Finished: /)
    .waitFor();
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await page.locator('.sidebar').waitFor({ state: 'hidden' });
}

/** The tickets beside the panel, one round open. @param {import('playwright-core').Page} page */
async function showSidebar(page) {
  await page.locator('.activitybar [aria-label^="Winning Ticket"]').first().click();
  for (const row of [/^lenet/, /^41\.1 %/]) {
    const item = page.locator('[role=treeitem]').filter({ hasText: row }).first();
    await item.locator('.monaco-tl-twistie').click();
    await item.and(page.locator('[aria-expanded=true]')).waitFor();
  }
  await page
    .locator('[role=treeitem]')
    .filter({ hasText: /^trial 1/ })
    .first()
    .click();
  await webviewFrame(page).getByText('round 4', { exact: true }).waitFor();
}

/**
 * @param {string} folder
 * @param {import('playwright-core').Browser} browser
 * @param {{ theme: string, name: string, show: (page: import('playwright-core').Page) => Promise<void> }} picture
 */
async function take(folder, browser, { theme, name, show }) {
  const dataDir = await installVsix(path.join(root, 'winning-ticket.vsix'));
  const server = await startServer({ dataDir, settings: quiet });
  try {
    const page = await openWorkbench(browser, server, folder, { viewport: { width: 1280, height: 900 } });
    // A setting alone would leave the first theme that the browser drew.
    await setTheme(page, theme);
    await show(page);
    await keep(page, name);
  } finally {
    await server.stop();
    removeTemporary(dataDir);
  }
}

/**
 * Chromium takes a serif font for `system-ui` where fontconfig names none: the pictures have DejaVu Sans (Debian: fonts-dejavu-core) and its Mono, whatever the machine has and prefers.
 * @param {string} temporary
 */
function useSansFont(temporary) {
  const globs = (/** @type {string[]} */ ...names) => names.map((name) => `<glob>${name}</glob>`).join('');
  const fonts = globs('*/DejaVuSans.ttf', '*/DejaVuSans-Bold.ttf', '*/DejaVuSansMono.ttf', '*/DejaVuSansMono-Bold.ttf');
  const dirs = ['/usr/share/fonts', '/usr/local/share/fonts'].map((folder) => `<dir>${folder}</dir>`).join('');
  const mono = '<alias binding="strong"><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>';
  const sans = '<match><edit name="family" mode="append_last"><string>DejaVu Sans</string></edit></match>';
  const chosen = `<selectfont><rejectfont>${globs('*.ttf', '*.otf', '*.ttc', '*.pfb')}</rejectfont><acceptfont>${fonts}</acceptfont></selectfont>`;
  const file = path.join(temporary, 'fonts.conf');
  const cache = `<cachedir>${path.join(temporary, 'fonts')}</cachedir>`;
  writeFileSync(file, `<?xml version="1.0"?><fontconfig>${dirs}${chosen}${mono}${sans}${cache}</fontconfig>`);
  process.env['FONTCONFIG_FILE'] = file;
}

const temporary = makeTemporary();
useSansFont(temporary);
const browser = await launchBrowser();
try {
  const folder = prepareFolder(temporary, process.argv[2]);
  await take(folder, browser, { theme: 'Light Modern', name: 'panel', show: showPanel });
  await take(folder, browser, { theme: 'Dark Modern', name: 'panel-dark', show: showPanel });
  await take(folder, browser, { theme: 'Light Modern', name: 'sidebar', show: showSidebar });
} finally {
  await browser.close();
  removeTemporary(temporary);
}

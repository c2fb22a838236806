/**
 * The window with the tickets view and a panel in every kind of theme, at 400, 800 and 1,600 pixels and at 200 %, to be looked at: `WT_ALL_LOOKS=1`, see
 * test/webview/all-looks.test.ts, which does the same for the pages alone.
 */
import type { Page } from 'playwright-core';
import { beforeAll, describe, it } from 'vitest';
import { runCommand, screenshot, setTheme, webviewFrame } from './harness/index.mjs';
import { chooseInMenu, clearNotifications, expand, finished, item, showTickets } from './support/clicks.ts';
import { installed } from './support/installed.ts';
import { quick, runInTerminal, runQuickTwice, writeConfig } from './support/store.ts';

/** What a user sees who has chosen none. */
const plain = process.env['WT_VSCODE'] === undefined ? 'Modern' : '2026';
const themes = {
  light: `Light ${plain}`,
  dark: `Dark ${plain}`,
  'high-contrast-dark': 'Dark High Contrast',
  'high-contrast-light': 'Light High Contrast',
};
/** Pixels of the page; a window of 1,440 by 900 at 200 % has half as many. From wide to narrow: what has shrunk does not grow again. */
const sizes = [
  ['1600', 1600, 900],
  ['800', 800, 900],
  ['200-percent', 720, 450],
  ['400', 400, 800],
] as const;

/** Leaves a picture of every size in every theme. */
async function lookAt(page: Page, name: string): Promise<void> {
  for (const [size, width, height] of sizes) {
    for (const [theme, title] of Object.entries(themes)) {
      await page.setViewportSize({ width, height });
      await setTheme(page, title);
      await clearNotifications(page);
      // Where it rested, a hover would lie over what is looked at: the left end of the title bar has none, in a low window too.
      await page.mouse.move(40, 16);
      await page.waitForTimeout(1000);
      await screenshot(page, `all-${name}-${size}-${theme}`);
    }
  }
}

describe.skipIf(!process.env['WT_ALL_LOOKS'])('the window, to be looked at', () => {
  // The chat of newer versions takes the room of what is looked at.
  const vscode = installed({ 'workbench.secondarySideBar.defaultVisibility': 'hidden' });
  let folder = '';
  beforeAll(() => {
    folder = vscode.folder();
    runQuickTwice(folder);
    runInTerminal(folder, 'rates', { ...quick, pruning: { rounds: 1 }, sweep: { 'training.learningRate': [0.0006, 0.0012] } });
    writeConfig(folder, 'wrong', { training: { learningrate: 0.1 } });
  });

  it.each([undefined, 'ru'])('tree and panel, language %s', async (locale) => {
    const page = await vscode.open(folder, locale);
    const row = locale ? item(page, /^quick/) : finished(page, 'quick');
    await page.locator('.activitybar [aria-label^="Winning Ticket"]').first().click();
    await expand(row);
    await expand(item(page, /^64[.,]2 %/));
    await expand(item(page, /^rates/));
    await item(page, /^(trial|испытание|повтор)\S* ?1/i).click();
    await webviewFrame(page).locator('.facts-table, .verdict').first().waitFor();
    await lookAt(page, `tree-${locale ?? 'en'}`);
  });

  it('a config with a fault and its bulb', async () => {
    const page = await vscode.open(folder);
    await item(page, 'wrong.lottery.json').dblclick();
    await page.locator('.squiggly-error').first().waitFor();
    // The bulb is that of the place, not of the line.
    await page.locator('.view-line').getByText('"learningrate"', { exact: true }).click();
    await page.locator('.lightBulbWidget, .codicon-gutter-lightbulb').first().waitFor();
    await lookAt(page, 'fault');
  });

  it('no folder, and the page of the extension', async () => {
    const page = await vscode.open(null);
    await showTickets(page);
    await page.locator('.welcome-view-content').waitFor();
    await lookAt(page, 'no-folder');
    await runCommand(page, 'View: Show Extensions');
    await page.locator('.extensions-viewlet .extension-list-item', { hasText: 'Winning Ticket' }).first().click();
    await webviewFrame(page).getByRole('heading', { name: 'Winning Ticket' }).waitFor();
    await lookAt(page, 'extension-page');
  });

  it('a folder without anything', async () => {
    const page = await vscode.open(vscode.folder());
    await showTickets(page);
    await page.locator('.welcome-view-content').waitFor();
    await lookAt(page, 'empty-folder');
  });

  it('two tickets compared', async () => {
    const page = await vscode.open(folder);
    await showTickets(page);
    await expand(finished(page, 'quick'));
    await chooseInMenu(item(page, /^80\.1 %/), 'Select for Compare');
    await chooseInMenu(item(page, /^51\.5 %/), 'Compare with Selected');
    await webviewFrame(page).getByRole('heading', { name: 'Compare' }).waitFor();
    await lookAt(page, 'compare');
  });
});

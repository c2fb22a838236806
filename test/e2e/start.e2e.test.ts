/** The packaged extension, clicked: every way to start a run. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { runCommand, screenshot, webviewFrame } from './harness/index.mjs';
import { chooseInMenu, clearNotifications, item, showTickets } from './support/clicks.ts';
import { installed } from './support/installed.ts';
import { countFinished, patience, quick, untilFinished, writeConfig } from './support/store.ts';

const vscode = installed();

/** How many runs the icon of the tickets view says are at work. */
const badge = (page: Page) =>
  page.locator('.activitybar .action-item', { has: page.locator('[aria-label^="Winning Ticket"]') }).locator('.badge-content');

/** A picture, as a script in the page sees it. */
interface Picture {
  readonly naturalWidth: number;
  readonly offsetWidth: number;
}

/** The page that VS Code shows of the extension: what users want comes first, every picture is there, and no link leads nowhere. */
async function expectExtensionPage(page: Page): Promise<void> {
  await runCommand(page, 'View: Show Extensions');
  await page.locator('.extensions-viewlet .extension-list-item', { hasText: 'Winning Ticket' }).first().click();
  const readme = webviewFrame(page);
  await readme.getByRole('heading', { name: 'Winning Ticket' }).waitFor();
  expect(await readme.getByRole('heading', { level: 2 }).first().textContent()).toBe('Your first ticket');
  const pictures = readme.locator('img');
  await expect.poll(() => pictures.count()).toBeGreaterThanOrEqual(2);
  const widths = (of: keyof Picture) => pictures.evaluateAll((all: readonly Picture[], key) => all.map((one) => one[key]), of);
  // VS Code 1.139 leaves out pictures that lie in the README itself: it shows them once package.json has the repository's address. Until then none is broken.
  if (process.env['WT_VSCODE'] === undefined)
    await expect.poll(async () => Math.min(...(await widths('naturalWidth')))).toBeGreaterThan(600);
  else expect(await widths('offsetWidth')).toEqual([0, 0]);
  await screenshot(page, 'e2e-extension-page');
  const links = await readme
    .locator('a')
    .evaluateAll((all: readonly { getAttribute(name: string): string | null }[]) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(links.filter((link) => !/^(https:|#)/.test(link))).toEqual([]);
}

describe('finding a winning ticket', () => {
  it('starts by a right click in the explorer; the panel draws it live, and a badge counts it though the tickets view was never opened', async () => {
    const folder = vscode.folder();
    // Ten minutes, of which nobody waits for the end.
    writeConfig(folder, 'quick', { ...quick, training: { ...quick.training, iterations: 400_000, evaluateEvery: 1000 } });
    const page = await vscode.open(folder);
    const panel = webviewFrame(page);
    await chooseInMenu(item(page, 'quick.lottery.json'), 'Find Winning Ticket');
    await panel.getByRole('progressbar').first().waitFor();
    await panel.getByRole('button', { name: 'Cancel' }).waitFor();
    await expect.poll(() => panel.getByRole('row').count()).toBeGreaterThan(2);
    await expect.poll(() => badge(page).textContent()).toBe('1');
    await screenshot(page, 'e2e-running');
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.getByRole('button', { name: 'Resume' }).waitFor();
    await badge(page).waitFor({ state: 'hidden' });
  });

  it('starts by the button in the title of the config and by the lens above it', async () => {
    const folder = vscode.folder();
    writeConfig(folder, 'quick', quick);
    const page = await vscode.open(folder);
    await item(page, 'quick.lottery.json').dblclick();
    await page.locator('.editor-actions [aria-label^="Find Winning Ticket"]').click();
    await untilFinished(folder, 'quick');
    const panel = webviewFrame(page);
    await panel.getByText('Finished: 10 of 10 trainings').waitFor();
    await panel.getByRole('button', { name: 'Run', exact: true }).waitFor();
    expect(countFinished(folder)).toBe(10);
    await clearNotifications(page);
    await screenshot(page, 'e2e-finished');
    await page.locator('.tab', { hasText: 'quick.lottery.json' }).click();
    await screenshot(page, 'e2e-config');
    writeConfig(folder, 'quick', { ...quick, pruning: { rounds: 4 } });
    await page.locator('.view-line', { hasText: '"rounds": 4' }).waitFor();
    await page.locator('.codelens-decoration a', { hasText: /Run/ }).click();
    await expect.poll(() => countFinished(folder), patience).toBe(13);
  });

  it('starts from the command palette, which asks where there are several configs', async () => {
    const folder = vscode.folder();
    for (const name of ['one', 'two']) writeConfig(folder, name, quick);
    const page = await vscode.open(folder);
    await runCommand(page, 'Winning Ticket: Find Winning Ticket');
    await page.locator('.quick-input-list').getByText('two.lottery.json').click();
    await untilFinished(folder, 'two');
    await webviewFrame(page).getByRole('heading', { name: 'two' }).waitFor();
  });

  it('is offered where there is something to run: in a window without a folder only a new config is', async () => {
    const page = await vscode.open(null);
    const input = page.locator('.quick-input-widget input');
    const titles = page.locator('.quick-input-list .monaco-list-row .label-name');
    const offered = async (): Promise<readonly string[]> => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('F1');
      await input.fill('>Winning Ticket: ');
      await titles.first().waitFor();
      // "Focus on ..." is VS Code's own.
      return (await titles.allTextContents()).filter((title) => /^Winning Ticket: (?!Focus on|Install)/.test(title));
    };
    const commands = ['New Experiment Config', 'Download Data Set...', 'Show Log'];
    const expected = commands.map((title) => `Winning Ticket: ${title}`).toSorted();
    await expect.poll(async () => (await offered()).toSorted()).toEqual(expected);
    await page.keyboard.press('Escape');
    await showTickets(page);
    await page.locator('.welcome-view-content').waitFor();
    await screenshot(page, 'e2e-no-folder');
    await expectExtensionPage(page);
  });
});

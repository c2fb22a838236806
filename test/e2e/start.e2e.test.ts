/** The packaged extension, clicked: every way to start a run. */
import { describe, expect, it } from 'vitest';
import { runCommand, screenshot, webviewFrame } from './harness/index.mjs';
import { chooseInMenu, clearNotifications, item } from './support/clicks.ts';
import { installed } from './support/installed.ts';
import { countFinished, quick, untilFinished, writeConfig } from './support/store.ts';

const vscode = installed();

describe('finding a winning ticket', () => {
  it('starts by a right click in the explorer; the panel draws it live', async () => {
    const folder = vscode.folder();
    writeConfig(folder, 'quick', { ...quick, training: { ...quick.training, iterations: 10_000, evaluateEvery: 1000 } });
    const page = await vscode.open(folder);
    const panel = webviewFrame(page);
    await chooseInMenu(item(page, 'quick.lottery.json'), 'Find Winning Ticket');
    await panel.getByRole('progressbar').first().waitFor();
    await panel.getByRole('button', { name: 'Cancel' }).waitFor();
    await expect.poll(() => panel.getByRole('row').count()).toBeGreaterThan(2);
    await screenshot(page, 'e2e-running');
    await untilFinished(folder, 'quick');
    await panel.getByRole('button', { name: 'Run', exact: true }).waitFor();
    expect(countFinished(folder)).toBe(10);
    await clearNotifications(page);
    await screenshot(page, 'e2e-finished');
  });

  it('starts by the button in the title of the config and by the lens above it', async () => {
    const folder = vscode.folder();
    writeConfig(folder, 'quick', quick);
    const page = await vscode.open(folder);
    await item(page, 'quick.lottery.json').dblclick();
    await page.locator('.editor-actions [aria-label^="Find Winning Ticket"]').click();
    await untilFinished(folder, 'quick');
    await webviewFrame(page).getByText('Finished: 10 of 10 trainings').waitFor();
    await page.locator('.tab', { hasText: 'quick.lottery.json' }).click();
    await screenshot(page, 'e2e-config');
    writeConfig(folder, 'quick', { ...quick, pruning: { rounds: 4 } });
    await page.locator('.view-line', { hasText: '"rounds": 4' }).waitFor();
    await page.locator('.codelens-decoration a', { hasText: /Run/ }).click();
    await expect.poll(() => countFinished(folder)).toBe(13);
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
    await expect.poll(offered, { timeout: 60_000 }).toContain('Winning Ticket: New Experiment Config');
    const commands = ['New Experiment Config', 'Download Data Set...', 'Show Log'];
    expect((await offered()).toSorted()).toEqual(commands.map((title) => `Winning Ticket: ${title}`).toSorted());
    await page.keyboard.press('Escape');
  });
});

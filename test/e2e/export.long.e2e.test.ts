/** The packaged extension, clicked: reports and figures that are saved. The store was filled by the terminal. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { screenshot, webviewFrame } from './harness/index.mjs';
import { chooseInMenu, clearNotifications, finished, showTickets } from './support/clicks.ts';
import { installed } from './support/installed.ts';
import { answerSaveDialog, saveDialog } from './support/save-dialog.ts';
import { quick, runInTerminal } from './support/store.ts';

const vscode = installed();
let folder = '';
let page: Page;
const report = (): string => path.join(folder, 'quick-report.html');
const quickItem = () => finished(page, 'quick');
const notice = (text: RegExp) => page.locator('.notifications-toasts').getByText(text);

beforeEach(async () => {
  folder = vscode.folder();
  runInTerminal(folder, 'quick', { ...quick, pruning: { rounds: 1 } });
  page = await vscode.open(folder);
  await showTickets(page);
});

describe('a report', () => {
  it('is offered under the name of its experiment, saved, and opened', async () => {
    await chooseInMenu(quickItem(), 'Export Report...');
    expect(await (await saveDialog(page)).inputValue()).toBe(report());
    await screenshot(page, 'e2e-export-dialog');
    await answerSaveDialog(page);
    await notice(/Saved quick-report\.html/).waitFor();
    const html = readFileSync(report(), 'utf8');
    expect(html).toContain('<svg');
    expect(html).toContain('quick');
    await page.locator('.notifications-toasts').getByRole('button', { name: 'Open' }).click();
    await webviewFrame(page).getByRole('heading', { name: 'quick' }).first().waitFor();
    await clearNotifications(page);
    await screenshot(page, 'e2e-report-opened');
  });

  it('replaces a file only where the user says so, and is not saved where they change their mind', async () => {
    writeFileSync(report(), 'mine');
    await chooseInMenu(quickItem(), 'Export Report...');
    await saveDialog(page);
    await page.keyboard.press('Escape');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    expect(readFileSync(report(), 'utf8')).toBe('mine');
    await chooseInMenu(quickItem(), 'Export Report...');
    await answerSaveDialog(page);
    await page
      .locator('.quick-input-widget')
      .getByText(/already exists/)
      .waitFor();
    expect(readFileSync(report(), 'utf8')).toBe('mine');
    await page.keyboard.press('Enter');
    await notice(/Saved quick-report\.html/).waitFor();
    expect(readFileSync(report(), 'utf8')).toContain('<svg');
  });

  it('that cannot be written says why, and another place can be chosen', async () => {
    await chooseInMenu(quickItem(), 'Export Report...');
    await answerSaveDialog(page, '/sys/quick-report.html');
    await notice(/\/sys\/quick-report\.html could not be saved: (there is no right to write there|the system refuses it)/).waitFor();
    await screenshot(page, 'e2e-export-refused');
    await page.locator('.notifications-toasts').getByRole('button', { name: 'Save Elsewhere...' }).click();
    expect(await (await saveDialog(page)).inputValue()).toBe(report());
    await answerSaveDialog(page);
    await notice(/Saved quick-report\.html/).waitFor();
    expect(existsSync(report())).toBe(true);
  });
});

describe('a chart of the panel', () => {
  it('is saved as PNG, SVG and CSV', async () => {
    await chooseInMenu(quickItem(), 'Show Experiment');
    const panel = webviewFrame(page);
    for (const [entry, kind, start] of [
      ['Save as PNG...', 'png', '\u0089PNG'],
      ['Save as SVG...', 'svg', '<svg'],
      ['Save numbers as CSV...', 'csv', 'series,'],
    ] as const) {
      await panel.getByLabel('Export: test accuracy at early stop').click();
      await panel.getByRole('button', { name: entry }).first().click();
      await answerSaveDialog(page);
      await notice(new RegExp(`Saved quick-accuracy\\.${kind}`)).waitFor();
      expect(readFileSync(path.join(folder, `quick-accuracy.${kind}`), 'latin1').slice(0, start.length)).toBe(start);
      await clearNotifications(page);
    }
  });
});

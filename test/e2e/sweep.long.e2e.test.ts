/** The packaged extension, clicked: a sweep from its config to its deletion. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { screenshot, setTheme, webviewFrame } from './harness/index.mjs';
import { chooseInMenu, clearNotifications, expand, item, showTickets } from './support/clicks.ts';
import { installed } from './support/installed.ts';
import { patience, quick, runInTerminal, stateOf, writeConfig } from './support/store.ts';

const vscode = installed();
const rates = ['0.0006', '0.0012', '0.0024'];
const members = rates.map((rate) => `rates@learningRate=${rate}`);
const family = { ...quick, pruning: { rounds: 2 }, sweep: { 'training.learningRate': rates.map(Number) } };
/** To be met while it runs. */
const slowFamily = { ...family, training: { ...family.training, iterations: 2000, evaluateEvery: 500 } };
const experimentsOf = (folder: string): readonly string[] => readdirSync(path.join(folder, '.winning-ticket/experiments'));

const themes = [
  ['Light Modern', 'vscode-light', 'light'],
  ['Dark Modern', 'vscode-dark', 'dark'],
  ['Dark High Contrast', 'vscode-high-contrast', 'high-contrast'],
] as const;

async function untilAllAre(folder: string, state: string): Promise<void> {
  await expect.poll(() => members.map((member) => stateOf(folder, member)), patience).toEqual(members.map(() => state));
}

async function openTable(page: Page): Promise<void> {
  await webviewFrame(page).locator('table.sweep tbody tr').nth(2).waitFor();
}

describe('a sweep', () => {
  it('is run by a right click on its config; the tree groups its members and the panel compares them', async () => {
    const folder = vscode.folder();
    writeConfig(folder, 'rates', slowFamily);
    const page = await vscode.open(folder);
    await chooseInMenu(item(page, 'rates.lottery.json'), 'Find Winning Ticket');
    await openTable(page);
    await showTickets(page);
    await item(page, /^ratesrunning/).waitFor();
    await screenshot(page, 'e2e-sweep-running');
    await untilAllAre(folder, 'finished');
    await item(page, /^ratesfinished · 3 of 3/).waitFor();
    const panel = webviewFrame(page);
    await expect.poll(() => panel.locator('table.sweep tbody td:last-child').allTextContents()).toEqual(rates.map(() => '7 of 7'));
    await expand(item(page, /^rates/));
    for (const rate of rates) await item(page, `learningRate=${rate}`).waitFor();
    await clearNotifications(page);
    for (const [theme, body, name] of themes) {
      await setTheme(page, theme);
      await panel.locator(`body.${body}`).waitFor();
      await screenshot(page, `e2e-sweep-${name}`);
    }
    await panel.getByRole('button', { name: 'learningRate=0.0024' }).click();
    await page.locator('.tab.active', { hasText: 'rates@learningRate=0.0024' }).waitFor();
  });

  it('is deleted with all its members only where the user says so', async () => {
    const folder = vscode.folder();
    runInTerminal(folder, 'rates', family);
    const page = await vscode.open(folder);
    await showTickets(page);
    const dialog = page.locator('.monaco-dialog-box');
    await chooseInMenu(item(page, /^ratesfinished/), 'Delete Sweep...');
    await dialog.getByText('Delete the sweep rates and its 3 experiments?').waitFor();
    await screenshot(page, 'e2e-sweep-delete');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(experimentsOf(folder)).toHaveLength(3);
    await chooseInMenu(item(page, /^ratesfinished/), 'Delete Sweep...');
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(() => experimentsOf(folder)).toEqual([]);
    await item(page, /^rates/).waitFor({ state: 'detached' });
  });
});

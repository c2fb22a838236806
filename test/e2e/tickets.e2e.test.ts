/** The packaged extension, clicked: what can be done with tickets. The store was filled by the terminal. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { screenshot, setTheme, webviewFrame } from './harness/index.mjs';
import { chooseInMenu, clearNotifications, expand, finished, item, showTickets } from './support/clicks.ts';
import { installed } from './support/installed.ts';
import { quick, runInTerminal } from './support/store.ts';

const vscode = installed();
let folder = '';

beforeAll(() => {
  folder = vscode.folder();
  // What these settings gave is kept when they are changed.
  runInTerminal(folder, 'quick', { ...quick, seed: 2, pruning: { rounds: 1 } });
  runInTerminal(folder, 'quick', quick);
});

const themes = [
  ['Light Modern', 'vscode-light', 'light'],
  ['Dark High Contrast', 'vscode-high-contrast', 'high-contrast'],
  ['Dark Modern', 'vscode-dark', 'dark'],
] as const;

/** The page's root, as a script in it sees it. */
interface Root {
  readonly scrollWidth: number;
  readonly clientWidth: number;
}

async function openTickets(): Promise<Page> {
  const page = await vscode.open(folder);
  await showTickets(page);
  await expand(finished(page, 'quick'));
  return page;
}

describe('tickets', () => {
  it('are listed in the sidebar, and a click inspects one', async () => {
    const page = await openTickets();
    for (const label of [/^100\.0 %/, /^80\.1 %/, /^64\.2 %/, /^51\.5 %/]) await item(page, label).waitFor();
    await expand(item(page, /^64\.2 %/));
    await item(page, /^trial 1/).click();
    await webviewFrame(page).getByText('round 2', { exact: true }).waitFor();
    await item(page, /^Earlier runs1/).waitFor();
    await screenshot(page, 'e2e-sidebar');
  });

  it('are compared in a page of their own, and as texts', async () => {
    const page = await openTickets();
    await chooseInMenu(item(page, /^80\.1 %/), 'Select for Compare');
    await chooseInMenu(item(page, /^51\.5 %/), 'Compare with Selected');
    const compared = webviewFrame(page);
    await compared.getByRole('heading', { name: 'Compare' }).waitFor();
    await compared.getByRole('row', { name: /^all layers \d+ %/ }).waitFor();
    await compared.getByText(/^shared \([\d,]+\)$/).waitFor();
    for (const [theme, body, name] of themes) {
      await setTheme(page, theme);
      await compared.locator(`body.${body}`).waitFor();
      await clearNotifications(page);
      await screenshot(page, `e2e-compare-${name}`);
    }
    await compared.locator('canvas.mask-picture').scrollIntoViewIfNeeded();
    await screenshot(page, 'e2e-compare-masks');
    await page.setViewportSize({ width: 760, height: 900 });
    await screenshot(page, 'e2e-compare-narrow');
    const [inner, outer] = await compared.locator('html').evaluate((root: Root) => [root.scrollWidth, root.clientWidth]);
    expect(inner).toBe(outer);
    await compared.getByRole('button', { name: 'Compare as Text' }).click();
    const [left, right] = [page.locator('.editor.original'), page.locator('.editor.modified')];
    await left.locator('.view-line', { hasText: 'quick/trial-1/round-01' }).waitFor();
    await right.locator('.view-line', { hasText: 'quick/trial-1/round-03' }).waitFor();
    await clearNotifications(page);
    await screenshot(page, 'e2e-compare');
  });

  it('are retrained to the same bits', async () => {
    const page = await openTickets();
    await chooseInMenu(item(page, /^51\.5 %/), 'Retrain Ticket...');
    await page.locator('.quick-input-list').getByText('Nothing changed').click();
    await expand(item(page, /^51\.5 %/));
    await expand(item(page, /^trial 1/));
    await item(page, /^nothing changed: the same bits/).waitFor();
    await clearNotifications(page);
    await screenshot(page, 'e2e-retrained');
  });

  // In VS Code 1.139 the key does not reach the view after this click, for a reason that is not found yet.
  it.skipIf(process.env['WT_VSCODE'] !== undefined)('have keys: F2 renames, Delete removes the experiment', async () => {
    const page = await openTickets();
    await finished(page, 'quick').click();
    const input = page.locator('.quick-input-widget input');
    await page.keyboard.press('F2');
    await input.waitFor();
    expect(await input.inputValue()).toBe('quick');
    await input.fill('renamed');
    await page.keyboard.press('Enter');
    await finished(page, 'renamed').click();
    await page.keyboard.press('Delete');
    await finished(page, 'renamed').waitFor({ state: 'detached' });
    expect(existsSync(path.join(folder, '.winning-ticket/experiments/renamed'))).toBe(false);
  });
});

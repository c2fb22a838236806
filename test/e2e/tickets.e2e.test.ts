/** The packaged extension, clicked: what can be done with tickets. The store was filled by the terminal. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, it } from 'vitest';
import { screenshot, webviewFrame } from './harness/index.mjs';
import { chooseInMenu, clearNotifications, expand, item, showTickets } from './support/clicks.ts';
import { installed } from './support/installed.ts';
import { quick, runInTerminal } from './support/store.ts';

const vscode = installed();
let folder = '';

beforeAll(() => {
  folder = vscode.folder();
  runInTerminal(folder, 'quick', quick);
});

async function openTickets(): Promise<Page> {
  const page = await vscode.open(folder);
  await showTickets(page);
  await expand(item(page, /^quickfinished/));
  return page;
}

describe('tickets', () => {
  it('are listed in the sidebar, and a click inspects one', async () => {
    const page = await openTickets();
    for (const label of [/^100\.0 %/, /^80\.1 %/, /^64\.2 %/, /^51\.5 %/]) await item(page, label).waitFor();
    await expand(item(page, /^64\.2 %/));
    await item(page, /^trial 1/).click();
    await webviewFrame(page).getByText('round 2', { exact: true }).waitFor();
    await screenshot(page, 'e2e-sidebar');
  });

  it('are compared two by two in the diff editor', async () => {
    const page = await openTickets();
    await chooseInMenu(item(page, /^80\.1 %/), 'Select for Compare');
    await chooseInMenu(item(page, /^51\.5 %/), 'Compare with Selected');
    const [left, right] = [page.locator('.editor.original'), page.locator('.editor.modified')];
    await left.locator('.view-line', { hasText: 'quick/trial-1/round-01' }).waitFor();
    await right.locator('.view-line', { hasText: 'quick/trial-1/round-03' }).waitFor();
    await page
      .locator('.notifications-toasts')
      .getByText(/Masks agree \d+ % \(chance \d+ %\)/)
      .waitFor();
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
});

/** What a person does in VS Code's window. */
import type { Locator, Page } from 'playwright-core';
import { runCommand } from '../harness/index.mjs';

const tries = 3;
/** Of one try. */
const patience = 15_000;

/** A row of the explorer or of the tickets view. */
export const item = (page: Page, text: string | RegExp): Locator => page.locator('[role=treeitem]').filter({ hasText: text }).first();

/** An experiment's row of the tickets view, once the experiment is finished: its icon shows that, and screen readers hear it. */
export const finished = (page: Page, experiment: string): Locator =>
  page.locator(`[role=treeitem][aria-label^="${experiment}, finished"]`).first();

async function tryMenu(target: Locator, entry: string): Promise<void> {
  const page = target.page();
  await target.click({ button: 'right' });
  const label = page.locator('.monaco-menu .action-label', { hasText: entry }).first();
  await label.hover({ timeout: patience });
  // A menu takes no click in the first moments after it opened.
  await page.waitForTimeout(500);
  await label.click({ timeout: patience });
  await page.locator('.monaco-menu').first().waitFor({ state: 'detached', timeout: patience });
}

/** Right click and an entry; again where the menu closed because something else took the focus. */
export async function chooseInMenu(target: Locator, entry: string): Promise<void> {
  for (let left = tries - 1; ; left--) {
    try {
      return await tryMenu(target, entry);
    } catch (error) {
      if (left === 0) throw error;
      await target.page().keyboard.press('Escape');
    }
  }
}

/** Opens a row of a tree as soon as it has something under it. */
export async function expand(target: Locator): Promise<void> {
  const page = target.page();
  await target.and(page.locator('[aria-expanded]')).waitFor();
  if ((await target.getAttribute('aria-expanded')) === 'true') return;
  await target.locator('.monaco-tl-twistie').click();
  await target.and(page.locator('[aria-expanded=true]')).waitFor();
}

export async function showTickets(page: Page): Promise<void> {
  await page.locator('.activitybar [aria-label^="Winning Ticket"]').first().click();
  // The header of a container's only view is hidden: the title says when it is there.
  await page.locator('.sidebar .title-label', { hasText: 'Tickets' }).waitFor();
}

/** Notifications would cover what is looked at. */
export async function clearNotifications(page: Page): Promise<void> {
  await runCommand(page, 'Notifications: Clear All Notifications');
  await page.locator('.notifications-toasts .notification-list-item').first().waitFor({ state: 'hidden' });
}

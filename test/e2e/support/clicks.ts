/** What a person does in VS Code's window. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { runCommand } from '../harness/index.mjs';

/** Of one try, where another one helps: all together may take as long as the test. */
const patience = 15_000;

const succeeds = (attempt: Promise<unknown>): Promise<boolean> =>
  attempt.then(
    () => true,
    () => false,
  );

/** A row of the explorer or of the tickets view. */
export const item = (page: Page, text: string | RegExp): Locator => page.locator('[role=treeitem]').filter({ hasText: text }).first();

/** An experiment's row of the tickets view, once the experiment is finished: its icon shows that, and screen readers hear it. */
export const finished = (page: Page, experiment: string): Locator =>
  page.locator(`[role=treeitem][aria-label^="${experiment}, finished"]`).first();

/** Whether the entry of an open menu has taken a click: in the first moments after it opened a menu takes none, and once it has taken one it is gone. */
async function takes(entry: Locator): Promise<boolean> {
  const menu = entry.page().locator('.monaco-menu').first();
  for (let clicked = false; ; clicked = true) {
    if (!(await succeeds(entry.click({ timeout: patience })))) return clicked;
    if (await succeeds(menu.waitFor({ state: 'detached', timeout: 2000 }))) return true;
  }
}

/** A tree that is drawn anew in the moment of the click loses the row that was clicked, and whatever takes the focus closes the menu: then nothing is chosen. */
async function tryMenu(target: Locator, words: string): Promise<boolean> {
  const page = target.page();
  await target.click({ button: 'right' });
  const entry = page.locator('.monaco-menu .action-label', { hasText: words }).first();
  if ((await succeeds(entry.hover({ timeout: patience }))) && (await takes(entry))) return true;
  await page.keyboard.press('Escape');
  return false;
}

/** Right click and an entry. */
export const chooseInMenu = (target: Locator, entry: string): Promise<void> =>
  expect.poll(() => tryMenu(target, entry), { timeout: 300_000 }).toBe(true);

type When = 'always' | 'unless shown';

/**
 * Acts again and again until something is shown (or gone): a window that is still being filled may lose an act. `unless shown` is for an act that would hide
 * it again, and looks before each act; other acts have to come first, since what they show may have been there before.
 */
async function actUntil(act: () => Promise<void>, shows: Locator, when: When, state: 'visible' | 'detached' = 'visible'): Promise<void> {
  await expect
    .poll(async () => {
      if (when === 'unless shown' && (await shows.isVisible())) return true;
      await act();
      return succeeds(shows.waitFor({ state, timeout: patience }));
    })
    .toBe(true);
}

/** Opens a row of a tree as soon as it has something under it. A click that meets a row which is just drawn anew is lost. */
export async function expand(target: Locator): Promise<void> {
  const page = target.page();
  await target.and(page.locator('[aria-expanded]')).waitFor();
  const isOpen = target.and(page.locator('[aria-expanded=true]'));
  await actUntil(() => target.locator('.monaco-tl-twistie').click(), isOpen, 'unless shown');
}

/** A window that is still being opened may show another view once more. */
export async function showTickets(page: Page): Promise<void> {
  // The header of a container's only view is hidden: the title says when it is there.
  const title = page.locator('.sidebar .title-label', { hasText: 'Tickets' });
  await actUntil(() => page.locator('.activitybar [aria-label^="Winning Ticket"]').first().click(), title, 'unless shown');
}

/** Clicks a row of a tree until its editor is shown: a click that meets a row which is just drawn anew is lost. */
export const clickUntil = (target: Locator, shows: Locator): Promise<void> => actUntil(() => target.click(), shows, 'always');

/** Presses a key until it shows what it is to show: a page that is being filled may take the focus for a moment. */
export const pressUntil = (page: Page, key: string, shows: Locator, state: 'visible' | 'detached' = 'visible'): Promise<void> =>
  actUntil(() => page.keyboard.press(key), shows, 'always', state);

/** Notifications would cover what is looked at. */
export async function clearNotifications(page: Page): Promise<void> {
  await runCommand(page, 'Notifications: Clear All Notifications');
  await page.locator('.notifications-toasts .notification-list-item').first().waitFor({ state: 'hidden' });
}

/** The packaged extension, clicked: what can be done with tickets. The store was filled by the terminal. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { screenshot, setTheme, webviewFrame } from './harness/index.mjs';
import { chooseInMenu, clearNotifications, clickUntil, expand, finished, item, pressUntil, showTickets } from './support/clicks.ts';
import { installed } from './support/installed.ts';
import { noisy, runInTerminal, runQuickTwice, writeNoisyTable } from './support/store.ts';

const vscode = installed();
let folder = '';

beforeAll(() => {
  folder = vscode.folder();
  runQuickTwice(folder);
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

/** The words that a row explains itself with, once the pointer rests on it: a list that is drawn anew in that moment forgets the pointer. */
async function hoverOf(row: Locator, words: string): Promise<string> {
  const page = row.page();
  const hover = page.locator('.monaco-hover', { hasText: words }).first();
  await expect
    .poll(async () => {
      await page.mouse.move(900, 600);
      await row.hover();
      return hover.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
    })
    .toBe(true);
  return (await hover.textContent()) ?? '';
}

/** A chart's canvas, as a script in the page sees it. */
interface Chart {
  readonly drawing: { readonly frame: { readonly figure: { readonly lines: readonly { readonly marksOnly?: boolean }[] } } };
}

const linesOf = (canvas: unknown): number => (canvas as Chart).drawing.frame.figure.lines.filter(({ marksOnly }) => !marksOnly).length;

/** Notices a welcome in the view, however short: it says that there is nothing. */
const noticeWelcome = `new MutationObserver(() => {
  if (document.querySelector('.sidebar .welcome-view-content')?.checkVisibility()) globalThis.welcomed = true;
}).observe(document.body, { subtree: true, childList: true, attributes: true })`;

async function openTickets(): Promise<Page> {
  const page = await vscode.open(folder);
  await page.evaluate(noticeWelcome);
  await showTickets(page);
  await expand(finished(page, 'quick'));
  return page;
}

describe('tickets', () => {
  it('are listed in the sidebar, and a click inspects one', async () => {
    const page = await openTickets();
    for (const label of [/^100\.0 %/, /^80\.1 %/, /^64\.2 %/, /^51\.5 %/]) await item(page, label).waitFor();
    // While they are read, nothing says that there are none.
    expect(await page.evaluate('globalThis.welcomed')).toBeUndefined();
    // Lines are broken at spaces, and at no other place.
    expect(await hoverOf(item(page, /^80\.1 %/), 'of the weights remaining')).not.toContain('\u00a0');
    await screenshot(page, 'e2e-hover');
    await expand(item(page, /^64\.2 %/));
    await clickUntil(item(page, /^trial 1/), webviewFrame(page).getByText('round 2', { exact: true }));
    await item(page, /^Earlier runs1/).waitFor();
    await screenshot(page, 'e2e-sidebar');
  });

  it('are judged in the panel: a headline with its facts, charts that are read under the pointer, curves, masks and claims', async () => {
    const page = await openTickets();
    await chooseInMenu(finished(page, 'quick'), 'Show Experiment');
    const panel = webviewFrame(page);
    // The budget ends while losses still fall: all early stops are bounds, and longer trainings would tell.
    await panel.locator('.verdict strong', { hasText: 'Cannot tell: budget too short' }).waitFor();
    await panel.getByRole('button', { name: /^Run with [\d,]+ Iterations$/ }).waitFor();
    for (const fact of ['Accuracy', 'Early stop', 'Controls'])
      await panel.locator('.facts-table').getByRole('rowheader', { name: fact }).waitFor();
    await expect.poll(() => panel.locator('.rounds tbody').textContent()).toContain('>= 400');
    const tooltip = panel.locator('.chart-tooltip tr', { hasText: 'random mask' }).first();
    // A chart that is drawn anew in that moment forgets the pointer.
    await expect
      .poll(async () => {
        await page.mouse.move(4, 4);
        await panel.locator('.round-charts canvas').first().hover();
        return tooltip.waitFor({ timeout: 5000 }).then(
          () => true,
          () => false,
        );
      })
      .toBe(true);
    await screenshot(page, 'e2e-tooltip');
    await panel.getByRole('tab', { name: 'Curves' }).click();
    await panel.locator('#page-curves .all-or-none').getByRole('button', { name: 'All' }).click();
    const curves = () => panel.locator('#page-curves canvas').first().evaluate(linesOf);
    await expect.poll(curves).toBe(4);
    await panel.locator('#page-curves .all-or-none').getByRole('button', { name: 'None' }).click();
    await panel.locator('#page-curves .choices').first().locator('input:checked').first().waitFor({ state: 'detached' });
    await panel.getByRole('tab', { name: 'Masks' }).click();
    await panel.locator('canvas.mask[role=img]').waitFor();
    await panel.getByRole('tab', { name: 'Claims' }).click();
    await panel.getByText('The paper makes no claims about this network and data set.').waitFor();
  });

  it('have stars: a full one where they beat their controls, half a one where they do not; a click on it shows the panel that says so', async () => {
    const own = vscode.folder();
    writeNoisyTable(own);
    for (const [name, seed] of Object.entries({ full: 2, half: 12 })) runInTerminal(own, name, { ...noisy, seed });
    const page = await vscode.open(own);
    await showTickets(page);
    const panel = webviewFrame(page);
    const starOf = (row: Locator, star: string): Locator => row.locator(`.codicon-star-${star}`);
    for (const [name, star, icon] of [
      ['full', 'full', 'verified-filled'],
      ['half', 'half', 'star-half'],
    ] as const) {
      await clickUntil(starOf(finished(page, name), star), page.locator('.tab.active', { hasText: name }));
      await panel.locator('.verdict.winning strong', { hasText: 'Winning ticket with 26.0' }).waitFor();
      await panel.locator(`.verdict .codicon-${icon}`).waitFor();
      await screenshot(page, `e2e-star-${name}`);
    }
    await expand(finished(page, 'full'));
    await starOf(item(page, /^50\.9 %/), 'half').waitFor();
    await clickUntil(starOf(item(page, /^26\.0 %/), 'full'), panel.getByText('round 2', { exact: true }));
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
    const widths = () => compared.locator('html').evaluate((root: Root) => ({ inner: root.scrollWidth, outer: root.clientWidth }));
    await expect.poll(async () => (await widths()).outer).toBeLessThan(760);
    await expect.poll(async () => Object.values(await widths()).reduce((inner, outer) => inner - outer)).toBe(0);
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

  it('have keys: F2 renames, Delete removes the experiment', async () => {
    const page = await openTickets();
    // The panel that a click opens passes the focus back to the row.
    const chooseRow = async (experiment: string): Promise<void> => {
      await clickUntil(finished(page, experiment), page.locator('.tab.active', { hasText: experiment }));
      await webviewFrame(page).getByText('Finished: 10 of 10 trainings').waitFor();
    };
    await chooseRow('quick');
    const input = page.locator('.quick-input-widget input');
    await pressUntil(page, 'F2', input);
    await expect.poll(() => input.inputValue()).toBe('quick');
    await input.fill('renamed');
    await page.keyboard.press('Enter');
    await chooseRow('renamed');
    await pressUntil(page, 'Delete', finished(page, 'renamed'), 'detached');
    expect(existsSync(path.join(folder, '.winning-ticket/experiments/renamed'))).toBe(false);
  });
});

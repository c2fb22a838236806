/** The whole story as a person clicks it: the packaged extension, a real VS Code, a real Chromium, the real MNIST. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from './harness/index.mjs';
import {
  installVsix,
  launchBrowser,
  makeTemporary,
  openWorkbench,
  removeTemporary,
  requireOrSkip,
  runCommand,
  screenshot,
  setTheme,
  startServer,
  webviewFrame,
  whenSettled,
} from './harness/index.mjs';

const vsix = fileURLToPath(new URL('../../winning-ticket.vsix', import.meta.url));

const lenet = {
  network: 'lenet-300-100',
  training: { iterations: 600, evaluateEvery: 50 },
  pruning: { rounds: 5 },
  controls: { randomReinit: 1, randomMask: 1 },
  trials: 1,
};
/** Long enough to be stopped in the middle. */
const long = {
  ...lenet,
  training: { iterations: 4000, evaluateEvery: 500 },
  pruning: { rounds: 2 },
  controls: { randomReinit: 0, randomMask: 0 },
};

let folder = '';
let dataDir = '';
let server: Server | undefined;
let browser: Browser | undefined;
let page: Page;
let available = true;

const write = (name: string, config: unknown): void =>
  writeFileSync(path.join(folder, `${name}.lottery.json`), JSON.stringify(config, null, 2));
const item = (name: string | RegExp): Locator => page.locator('[role=treeitem]').filter({ hasText: name });

async function expand(target: Locator): Promise<void> {
  await target.first().waitFor();
  if ((await target.first().getAttribute('aria-expanded')) !== 'false') return;
  await target.first().locator('.monaco-tl-twistie').click();
  await page.waitForTimeout(500);
}

const panel = () => webviewFrame(page);
const finishedTrainings = (): Record<string, number> => {
  const trainings = path.join(folder, '.winning-ticket', 'trainings');
  const files = existsSync(trainings) ? readdirSync(trainings).map((hash) => path.join(trainings, hash, 'training.json')) : [];
  return Object.fromEntries(files.filter((file) => existsSync(file)).map((file) => [file, statSync(file).mtimeMs]));
};
const stateOf = (experiment: string): string =>
  (
    JSON.parse(readFileSync(path.join(folder, '.winning-ticket', 'experiments', experiment, 'experiment.json'), 'utf8')) as {
      state: string;
    }
  ).state;

async function contextMenu(target: Locator, entry: string): Promise<void> {
  await target.first().click({ button: 'right' });
  const label = page.locator('.monaco-menu .action-label', { hasText: entry }).first();
  await label.hover();
  // A menu takes no click in the first moments after it opened.
  await page.waitForTimeout(500);
  await label.click();
  await page.locator('.monaco-menu').first().waitFor({ state: 'detached' });
}

async function explorer(): Promise<void> {
  await page.keyboard.press('Control+Shift+E');
  await page.locator('.explorer-folders-view').waitFor();
}

async function tickets(): Promise<void> {
  await page.locator('.activitybar [aria-label^="Winning Ticket"]').first().click();
  // The header of a container's only view is hidden: the title says when it is there.
  await page.locator('.sidebar .title-label', { hasText: 'Tickets' }).waitFor();
}

/** Notifications would cover what is looked at. */
const quiet = (): Promise<void> => runCommand(page, 'Notifications: Clear All Notifications');

beforeAll(async () => {
  try {
    folder = makeTemporary('wt-story-');
    write('lenet', lenet);
    dataDir = await installVsix(vsix);
    server = await startServer({ dataDir });
    browser = await launchBrowser();
  } catch (error) {
    available = false;
    requireOrSkip('The story in VS Code', error);
    return;
  }
  page = await openWorkbench(browser, server, folder, { viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(30_000);
});

afterEach(async ({ task }) => {
  if (available && task.result?.state === 'fail') await screenshot(page, `e2e-failed-${task.name.replace(/\W+/g, '-')}`);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  for (const temporary of [folder, dataDir]) if (temporary) removeTemporary(temporary);
});

describe('the story', () => {
  it('finds a winning ticket by a right click on a config', async (context) => {
    if (!available) return context.skip();
    await contextMenu(item('lenet.lottery.json'), 'Find Winning Ticket');
    await panel().getByRole('progressbar').first().waitFor({ timeout: 60_000 });
    await expect.poll(() => panel().getByRole('row').count(), { timeout: 120_000 }).toBeGreaterThan(2);
    await screenshot(page, 'e2e-running');
    await expect.poll(() => stateOf('lenet'), { timeout: 240_000 }).toBe('finished');
    await expect.poll(() => panel().getByRole('button', { name: 'Run' }).count(), { timeout: 20_000 }).toBeGreaterThan(0);
    expect(Object.keys(finishedTrainings())).toHaveLength(16);
    await quiet();
    await screenshot(page, 'e2e-panel');
  });

  it('lists the tickets in the sidebar, and a click inspects one', async (context) => {
    if (!available) return context.skip();
    await tickets();
    await expand(item(/^lenet/));
    for (const label of [/^100\.0 %/, /^80\.0 %/, /^32\.9 %/]) await item(label).first().waitFor();
    await item(/^41\.1 %/)
      .first()
      .click();
    await item(/^41\.1 %/)
      .first()
      .press('ArrowRight');
    await item('trial 1').first().click();
    await panel().getByText('lenet/trial-1/round-04').first().waitFor();
    await screenshot(page, 'e2e-sidebar');
  });

  it('compares two tickets in the diff editor', async (context) => {
    if (!available) return context.skip();
    await contextMenu(item('trial 1'), 'Select for Compare');
    await item(/^80\.0 %/)
      .first()
      .press('ArrowRight');
    await contextMenu(item('trial 1').last(), 'Compare with Selected');
    await page.locator('.monaco-diff-editor').waitFor({ timeout: 30_000 });
    await expect.poll(() => page.locator('.monaco-diff-editor').innerText(), { timeout: 30_000 }).toMatch(/fc1/);
    await quiet();
    await screenshot(page, 'e2e-compare');
    await runCommand(page, 'View: Close Editor');
  });

  it('retrains a ticket to the same bits', async (context) => {
    if (!available) return context.skip();
    await contextMenu(item('trial 1'), 'Retrain Ticket...');
    await page.locator('.quick-input-list').getByText('Nothing changed').click();
    await expand(item('trial 1'));
    await item(/same bits/)
      .first()
      .waitFor({ timeout: 60_000 });
    await quiet();
    await screenshot(page, 'e2e-retrained');
  });

  it('runs only what is new when a trial is added', async (context) => {
    if (!available) return context.skip();
    const before = finishedTrainings();
    write('lenet', { ...lenet, trials: 2 });
    await explorer();
    await contextMenu(item('lenet.lottery.json'), 'Find Winning Ticket');
    await expect.poll(() => Object.keys(finishedTrainings()).length, { timeout: 240_000 }).toBe(32);
    await expect.poll(() => stateOf('lenet'), { timeout: 20_000 }).toBe('finished');
    for (const [file, time] of Object.entries(before)) expect(finishedTrainings()[file]).toBe(time);
  });

  it('keeps the panel and goes on with the run when the window is reloaded', async (context) => {
    if (!available) return context.skip();
    write('long', long);
    await explorer();
    await contextMenu(item('long.lottery.json'), 'Find Winning Ticket');
    await expect.poll(() => Object.keys(finishedTrainings()).length, { timeout: 120_000 }).toBe(33);
    await page.reload();
    await whenSettled(page);
    await panel().getByRole('heading', { name: 'long' }).waitFor({ timeout: 60_000 });
    await expect.poll(() => stateOf('long'), { timeout: 240_000 }).toBe('finished');
    expect(Object.keys(finishedTrainings())).toHaveLength(35);
  });

  it('cancels at once, loses nothing, and resumes', async (context) => {
    if (!available) return context.skip();
    write('long', { ...long, trials: 2 });
    await explorer();
    await contextMenu(item('long.lottery.json'), 'Find Winning Ticket');
    await expect.poll(() => Object.keys(finishedTrainings()).length, { timeout: 120_000 }).toBe(36);
    const before = finishedTrainings();
    await panel().getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => stateOf('long'), { timeout: 10_000 }).toBe('cancelled');
    expect(finishedTrainings()).toMatchObject(before);
    await panel()
      .getByRole('button', { name: /Run|Resume/ })
      .first()
      .click();
    await expect.poll(() => stateOf('long'), { timeout: 240_000 }).toBe('finished');
    expect(Object.keys(finishedTrainings())).toHaveLength(38);
  });

  it('is readable in light and in high contrast', async (context) => {
    if (!available) return context.skip();
    await tickets();
    await contextMenu(item(/^lenet/), 'Show Experiment');
    await panel().getByRole('heading', { name: 'lenet' }).waitFor();
    await setTheme(page, 'Light Modern');
    await quiet();
    await screenshot(page, 'e2e-light');
    await setTheme(page, 'Dark High Contrast');
    await screenshot(page, 'e2e-high-contrast');
    await setTheme(page, 'Dark Modern');
    await screenshot(page, 'e2e-dark');
  });
});

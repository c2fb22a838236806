/** The story as a person clicks it: the packaged extension, a real VS Code, a real Chromium, the real MNIST. */
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
  startServer,
  webviewFrame,
} from './harness/index.mjs';

const vsix = fileURLToPath(new URL('../../winning-ticket.vsix', import.meta.url));

const lenet = {
  network: 'lenet-300-100',
  training: { iterations: 600, evaluateEvery: 50 },
  pruning: { rounds: 5 },
  controls: { randomReinit: 1, randomMask: 1 },
  trials: 1,
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
});

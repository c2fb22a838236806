import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import type { FakeHost, PanelOptions } from './fake-host.ts';
import { openPanel } from './fake-host.ts';
import type { RunProgress } from '../../src/shared/runner-protocol.ts';
import { themeScript } from './panel-page.ts';
import { sampleSnapshot } from './sample-snapshot.ts';
import type { ThemeName } from './themes.ts';
import { themes } from './themes.ts';

const browser = await openBrowser();
afterAll(() => browser?.close());

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tabs = ['Overview', 'Curves', 'Masks', 'Layers', 'Config'];

type Sample = Parameters<typeof sampleSnapshot>[0];

async function open(sample: Sample = {}, options: PanelOptions = {}): Promise<FakeHost> {
  const host = await openPanel(browser as Browser, sampleSnapshot(sample), options);
  if (host.snapshot.document) await host.page.waitForSelector('.rounds tbody tr, .verdict.failed');
  return host;
}

const rowOf = async (page: Page, round: number): Promise<string[]> =>
  (await page.locator(`.rounds tbody tr[data-key="${round}"] > *`).allTextContents()).map((text) => text.trim());

const heights = (page: Page): Promise<number[]> =>
  page.evaluate(`[...document.querySelectorAll('.tab-page:not([hidden]) .chart canvas')].map((canvas) => canvas.height)`);

const hidden = (page: Page): Promise<string[]> => page.locator('.legend-item[aria-pressed="false"]').allTextContents();

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found =
    (await page.evaluate(`axe.run(document).then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html + ' ' + node.any.map(({ message }) => message).join())))`)) as string[];
  return found;
}

describe.skipIf(!browser)('the panel', () => {
  test('says who it is, what is going on and what came out', async () => {
    const { page, complaints } = await open();
    expect(await page.locator('h1').textContent()).toBe('lenet-mnist');
    expect(await page.locator('.pill').allTextContents()).toEqual(['LeNet-300-100 · MNIST', '2 trials', 'embedded engine']);
    expect(await page.locator('.progress-text').textContent()).toContain('71 % · about 4 min left');
    expect(await page.locator('.verdict.winning strong').textContent()).toContain('Winning ticket with 21.1');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('the table holds every number of the charts', async () => {
    const { page } = await open({ censored: true });
    expect(await rowOf(page, 0)).toEqual(['0', '100.0 % 266,200', '97.47 %', '2,700', '–', '–', '–', '–', 'dense']);
    expect(await rowOf(page, 7)).toEqual(['7', '21.1 % 56,088', '98.36 %', '2,150', '97.94 %', '4,150', '97.81 %', '5,450', 'winning']);
    expect((await rowOf(page, 8))[7]).toBe('>= 14,750');
    expect(await page.locator('.rounds tr.winning').count()).toBe(6);
    await page.close();
  });

  test('a press on a row inspects its ticket, and the page says so', async () => {
    const { page, inspected, commands } = await open();
    await page.locator('.rounds tbody tr[data-key="4"] button').click();
    await page.getByText('Ticket of round 4, trial 1').first().waitFor();
    expect(inspected).toContain('lenet-mnist/trial-1/round-04');
    await page.getByRole('button', { name: 'Retrain...' }).click();
    await expect.poll(() => commands).toEqual([{ command: 'retrain', ticket: 'lenet-mnist/trial-1/round-04' }]);
    await page.close();
  });

  test('a press on a point inspects its ticket', async () => {
    const { page, inspected } = await open();
    const box = (await page.locator('.chart canvas').first().boundingBox()) as { x: number; y: number; width: number; height: number };
    await page.mouse.click(box.x + box.width - 11, box.y + 38);
    await expect.poll(() => inspected).toContain('lenet-mnist/trial-1/round-08');
    await page.close();
  });

  test('a ticket that the host shows is the one that is inspected', async () => {
    const host = await open();
    const { sampleTicket } = await import('./sample-ticket.ts');
    const ticket = sampleTicket('lenet-mnist/trial-2/round-03', sampleSnapshot().document as never);
    host.endpoint.emit('snapshot', { ...host.snapshot, ticket });
    await host.page.getByText('Ticket of round 3, trial 2').first().waitFor();
    await host.page.close();
  });

  test('tabs follow the keyboard and come back after a reload', async () => {
    const { page } = await open();
    await page.getByRole('tab', { name: 'Overview' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Curves');
    await page.keyboard.press('End');
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Config');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Overview');
    await page.keyboard.press('ArrowLeft');
    await page.reload();
    await page.locator('#page-config:not([hidden]) pre').waitFor();
    await page.close();
  });

  test('hidden series stay hidden through 100 events and a reload', async () => {
    const { page, endpoint, snapshot } = await open();
    await page.locator('.legend-item', { hasText: 'random mask' }).click();
    await page.locator('.legend-item', { hasText: 'random reinit' }).click();
    const before = await page.locator('.chart canvas').first().screenshot();
    for (let index = 0; index < 100; index += 1) endpoint.emit('snapshot', snapshot);
    endpoint.emit('progress', { ...(snapshot.progress as RunProgress), fraction: 0.99 });
    await page.getByText('99 % · about').waitFor();
    expect(await hidden(page)).toEqual(['random reinitialisation', 'random mask']);
    expect((await page.locator('.chart canvas').first().screenshot()).equals(before)).toBe(true);
    await page.reload();
    await page.waitForSelector('.rounds tbody tr');
    expect(await hidden(page)).toEqual(['random reinitialisation', 'random mask']);
    await page.close();
  });

  test('a chart has its height after being hidden through updates, and keeps it', async () => {
    const { page, endpoint } = await open({ rounds: 4 });
    const before = await heights(page);
    await page.getByRole('tab', { name: 'Config' }).click();
    for (let rounds = 5; rounds < 10; rounds += 1) endpoint.emit('snapshot', sampleSnapshot({ rounds }));
    await page.waitForTimeout(300);
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.locator('.rounds tr[data-key="8"]').waitFor();
    await expect.poll(() => heights(page)).toEqual(before);
    await page.waitForTimeout(2000);
    expect(await heights(page)).toEqual(before);
    expect(before.every((height) => height > 150)).toBe(true);
    await page.close();
  });

  test('a round with nothing left has its row and breaks no chart', async () => {
    const { page, complaints } = await open({ zero: true });
    expect((await rowOf(page, 9)).slice(0, 2)).toEqual(['9', '0 % 0']);
    expect((await heights(page)).every((height) => height > 150)).toBe(true);
    await page.locator('.charts').first().screenshot({ path: 'test-results/screenshots/zero.png' });
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('rows keep their elements and the focus when numbers come in', async () => {
    const { page, endpoint } = await open({ rounds: 5 });
    await page.locator('.rounds tr[data-key="3"] button').focus();
    await page.evaluate(`document.querySelector('.rounds tr[data-key="3"]').marked = true`);
    endpoint.emit('snapshot', sampleSnapshot({ rounds: 6 }));
    await page.locator('.rounds tr[data-key="5"]').waitFor();
    expect(await page.evaluate(`document.querySelector('.rounds tr[data-key="3"]').marked === true`)).toBe(true);
    expect(await page.evaluate(`document.activeElement.closest('tr')?.dataset.key`)).toBe('3');
    expect(await page.locator('[role=status][aria-live]').textContent()).toBe('Round 5, 32.9 % of the weights remaining: winning.');
    await page.close();
  });

  test('another experiment is not taken for this one', async () => {
    const { page, endpoint } = await open({ rounds: 3 });
    endpoint.emit('snapshot', sampleSnapshot({ experiment: 'other' }));
    endpoint.emit('progress', { ...(sampleSnapshot().progress as RunProgress), fraction: 0.5 });
    await page.getByText('50 % · about').waitFor();
    expect(await page.locator('h1').textContent()).toBe('lenet-mnist');
    expect(await page.locator('.rounds tbody tr').count()).toBe(3);
    await page.close();
  });

  test('an experiment that was never run, one that failed, one that was interrupted', async () => {
    const empty = await openPanel(browser as Browser, { document: null, progress: null, ticket: null, canRun: true });
    await empty.page.getByText('No rounds yet.', { exact: true }).waitFor();
    await empty.page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect.poll(() => empty.commands).toEqual([{ command: 'run' }]);
    const failed = await open({ state: 'failed', rounds: 3 });
    expect(await failed.page.locator('.verdict.failed').textContent()).toContain('The loss became NaN at iteration 1,200');
    await failed.page.getByRole('button', { name: 'Show Log' }).click();
    await expect.poll(() => failed.commands).toEqual([{ command: 'showLog' }]);
    await failed.page.screenshot({ path: 'test-results/screenshots/failed.png' });
    await empty.page.screenshot({ path: 'test-results/screenshots/empty.png' });
    const interrupted = await open({ state: 'interrupted' });
    expect(await interrupted.page.getByRole('button', { name: 'Resume' }).isEnabled()).toBe(true);
    await Promise.all([empty, failed, interrupted].map(({ page }) => page.close()));
  });

  test('curves: the chosen rounds and their table', async () => {
    const { page } = await open();
    await page.getByRole('tab', { name: 'Curves' }).click();
    await page.getByLabel('51.3 %').check();
    await page.getByText('Table of these curves').click();
    await page.locator('details tbody tr').first().waitFor();
    expect(await page.locator('details thead th').allTextContents()).toEqual(['Iteration', 'dense', '51.3 %', '21.1 %']);
    expect(await page.locator('details tbody tr').count()).toBe(150);
    await page.close();
  });

  test('masks: the slider goes through the rounds', async () => {
    const { page } = await open();
    await page.getByRole('tab', { name: 'Masks' }).click();
    await page.locator('input[type=range]').focus();
    await page.keyboard.press('Home');
    await page.getByText('Round 0 · dense').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.locator('.masks tr.inspected', { hasText: '80.0 %' }).waitFor();
    expect(await page.locator('.masks tbody tr').count()).toBe(9);
    await page.close();
  });

  test('colours follow the theme', async () => {
    const { page } = await open();
    const canvas = page.locator('.chart canvas').first();
    const before = await canvas.screenshot();
    await page.evaluate(themeScript(themes.light));
    await page.waitForTimeout(200);
    expect((await canvas.screenshot()).equals(before)).toBe(false);
    await page.close();
  });

  test('at 500 pixels nothing but the tables scrolls sideways', async () => {
    const { page } = await open({}, { width: 500 });
    for (const tab of tabs) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await page.evaluate('document.documentElement.scrollWidth'), tab).toBeLessThanOrEqual(500);
    }
    await page.close();
  });

  test.each<ThemeName>(['dark', 'light', 'highContrast'])('axe finds nothing serious: %s', async (theme) => {
    const { page, complaints } = await open({ censored: true }, { theme });
    for (const tab of tabs) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await violations(page), tab).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await page.close();
  });
});

import { isDeepStrictEqual } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import type { RunProgress } from '../../src/shared/results/progress.ts';
import { openBrowser } from './support/browser.ts';
import { chartIn } from './support/charts.ts';
import { openPanel } from './support/fake-host.ts';
import { openSample } from './support/open-sample.ts';
import { rowOf } from './support/row-of.ts';
import { sampleDocument } from './samples/document.ts';
import { sampleSnapshot } from './samples/snapshot.ts';

const browser = await openBrowser();
afterAll(() => browser?.close());
const heights = (page: Page): Promise<number[]> =>
  page.evaluate(`[...document.querySelectorAll('.tab-page:not([hidden]) .drawing canvas')].map((canvas) => canvas.clientHeight)`);
const hidden = (page: Page): Promise<string[]> => page.locator('.legend-item[aria-pressed="false"]').allTextContents();

describe.skipIf(!browser)('the panel during a run', () => {
  test('hidden series stay hidden through 30 events and a reload', async () => {
    const { page, endpoint, snapshot } = await openSample(browser);
    await page.locator('.legend-item', { hasText: /^random mask$/ }).click();
    await page.locator('.legend-item', { hasText: /^random reinitialisation$/ }).click();
    const before = await page.locator('.drawing canvas').first().screenshot();
    for (let index = 0; index < 30; index += 1) endpoint.emit('snapshot', snapshot);
    endpoint.emit('progress', { ...(snapshot.progress as RunProgress), fraction: 0.99 });
    // 30 snapshots are drawn before it: on a busy machine that takes its time.
    await page.getByText('99 % · about').waitFor({ timeout: 0 });
    expect(await hidden(page)).toEqual(['random reinitialisation', 'random mask']);
    expect((await page.locator('.drawing canvas').first().screenshot()).equals(before)).toBe(true);
    await page.reload();
    await page.waitForSelector('.rounds tbody tr');
    expect(await hidden(page)).toEqual(['random reinitialisation', 'random mask']);
    await page.close();
  });

  test('a chart has its height after being hidden through updates, and keeps it', async () => {
    const { page, endpoint } = await openSample(browser, { rounds: 4 });
    const before = await heights(page);
    await page.getByRole('tab', { name: 'Config' }).click();
    for (let rounds = 5; rounds < 10; rounds += 1) endpoint.emit('snapshot', sampleSnapshot({ rounds }));
    // What comes after them is shown on every tab.
    endpoint.emit('progress', { ...(sampleSnapshot().progress as RunProgress), fraction: 0.99 });
    await page.getByText('99 % · about').waitFor();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.locator('.rounds tr[data-key="8"]').waitFor();
    // Labels of more rounds may take a line more or less.
    const apart = (now: readonly number[]): number => Math.max(...now.map((height, chart) => Math.abs(height - (before[chart] ?? 0))));
    await expect.poll(async () => apart(await heights(page))).toBeLessThanOrEqual(24);
    const twice = async (): Promise<boolean> => {
      const first = await heights(page);
      await page.waitForTimeout(500);
      return isDeepStrictEqual(await heights(page), first);
    };
    await expect.poll(twice).toBe(true);
    const shown = await heights(page);
    await page.waitForTimeout(2000);
    expect(await heights(page)).toEqual(shown);
    expect(before.every((height) => height > 150)).toBe(true);
    await page.close();
  });

  test('a round with nothing left has its row and breaks no chart', async () => {
    const { page, complaints } = await openSample(browser, { zero: true });
    expect((await rowOf(page, 9)).slice(0, 2)).toEqual(['9', '0 % 0']);
    expect((await heights(page)).every((height) => height > 150)).toBe(true);
    await page.locator('.round-charts').screenshot({ path: 'test-results/screenshots/zero.png' });
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('rows keep their elements and the focus when numbers come in', async () => {
    const { page, endpoint } = await openSample(browser, { rounds: 5 });
    await page.locator('.rounds tr[data-key="3"] button').focus();
    await page.evaluate(`document.querySelector('.rounds tr[data-key="3"]').marked = true`);
    endpoint.emit('snapshot', sampleSnapshot({ rounds: 6 }));
    await page.locator('.rounds tr[data-key="5"]').waitFor();
    expect(await page.evaluate(`document.querySelector('.rounds tr[data-key="3"]').marked === true`)).toBe(true);
    expect(await page.evaluate(`document.activeElement.closest('tr')?.dataset.key`)).toBe('3');
    const status = page.locator('[role=status][aria-live]');
    await expect.poll(() => status.textContent()).toBe('Round 5, 32.9 % of the weights remaining: winning.');
    await page.close();
  });

  test('warnings about the data are there before the first training has finished', async () => {
    const document = sampleDocument({ rounds: 0 });
    const warned = {
      ...document,
      trainings: [],
      data: {
        ...{ testSamples: 10, bestConstantAccuracy: 1, warnings: [{ kind: 'one-class', label: 3 }] as const },
        notes: [{ kind: 'absent-classes', part: 'test', labels: [4] }] as const,
      },
    };
    const { page } = await openPanel(browser as Browser, { ...sampleSnapshot({ rounds: 0 }), document: warned });
    await page.locator('.notices').getByText('All training samples have the label 3: one class is nothing to learn.').waitFor();
    expect(await page.locator('.notices li').allTextContents()).toHaveLength(2);
    await page.close();
  });

  test('an open verdict offers the run that would settle it, once nothing runs', async () => {
    const document = sampleDocument({ state: 'finished' });
    const wouldTell = [
      { kind: 'more-iterations', iterations: 5000 },
      { kind: 'more-trials', trials: 6 },
    ] as const;
    const headline = { ...document.headline, kind: 'cannot-tell', round: null, label: 'budget too short', wouldTell } as const;
    const snapshot = { ...sampleSnapshot({ state: 'finished' }), document: { ...document, headline } };
    const { page, endpoint, changes } = await openPanel(browser as Browser, snapshot);
    const offers = page.locator('.verdict-actions button');
    await page.getByRole('button', { name: 'Run with 5,000 Iterations' }).waitFor();
    expect(await offers.allTextContents()).toEqual(['Run with 5,000 Iterations', 'Run with 6 Trials']);
    await page.getByRole('button', { name: 'Run with 6 Trials' }).click();
    await expect.poll(() => changes).toEqual([wouldTell[1]]);
    await page.locator('.verdict').screenshot({ path: 'test-results/screenshots/would-tell.png' });
    endpoint.emit('snapshot', { ...snapshot, progress: sampleSnapshot().progress });
    await expect.poll(() => offers.count()).toBe(0);
    endpoint.emit('snapshot', { ...snapshot, canRun: false });
    await page.getByText('Finished: ').waitFor();
    expect(await offers.count()).toBe(0);
    await page.close();
  });

  test('another experiment is not taken for this one', async () => {
    const { page, endpoint } = await openSample(browser, { rounds: 3 });
    endpoint.emit('snapshot', sampleSnapshot({ experiment: 'other' }));
    endpoint.emit('progress', { ...(sampleSnapshot().progress as RunProgress), fraction: 0.5 });
    await page.getByText('50 % · about').waitFor();
    expect(await page.locator('h1').textContent()).toBe('lenet-mnist');
    expect(await page.locator('.rounds tbody tr').count()).toBe(3);
    await page.close();
  });
});

test.skipIf(!browser)('a run is seen from its first evaluation: curves grow, and all planned rounds are laid out', async () => {
  const whole = sampleDocument({ rounds: 1 });
  const document = { ...whole, rounds: [], trainings: [], headline: { ...whole.headline, title: 'No ticket judged yet.', text: '' } };
  const planned = sampleDocument().rounds.map(({ round, remaining, remainingCount }) => ({ round, remaining, remainingCount }));
  const evaluations = whole.trainings[0]?.evaluations ?? [];
  const live = (count: number) => [
    {
      trial: 1,
      round: 0,
      series: 'ticket' as const,
      replicate: 0,
      role: 'trial-1/round-00/ticket',
      evaluations: evaluations.slice(0, count),
    },
  ];
  const snapshot = { ...sampleSnapshot({ rounds: 1 }), document, running: true, underWay: { live: live(0), planned } };
  const { page, endpoint, complaints } = await openPanel(browser as Browser, snapshot);
  await page.getByText('The curve of the dense network appears with its first evaluation.').waitFor();
  expect(await page.locator('.rounds tbody tr.planned').count()).toBe(9);
  expect((await rowOf(page, 7)).at(-1)).toBe('planned');
  const curve = async () => chartIn(page, '#page-overview');
  endpoint.emit('underWay', { live: live(1), planned });
  await expect.poll(async () => (await curve()).marks.flatMap(({ places }) => places).length).toBe(1);
  endpoint.emit('underWay', { live: live(40), planned });
  await expect.poll(async () => (await curve()).lines.length).toBe(1);
  await page.screenshot({ path: 'test-results/screenshots/first-curve.png' });
  endpoint.emit('snapshot', { ...sampleSnapshot({ rounds: 3 }), running: true, underWay: { live: [], planned } });
  await page.locator('.rounds tbody tr[data-key="2"]:not(.planned)').waitFor();
  expect(await page.locator('.rounds tbody tr.planned').count()).toBe(6);
  // The axis has room for all of them.
  await expect.poll(async () => (await chartIn(page, '.round-charts')).ticks.x).toContain('16.9');
  expect(complaints).toEqual([]);
  await page.close();
});

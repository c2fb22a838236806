import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { openBrowser } from './support/browser.ts';
import { openPanel } from './support/fake-host.ts';
import { openSample } from './support/open-sample.ts';
import { rowOf } from './support/row-of.ts';
import { sampleSnapshot } from './samples/snapshot.ts';
import { sampleTicket } from './samples/ticket.ts';

const browser = await openBrowser();
afterAll(() => browser?.close());

describe.skipIf(!browser)('the panel', () => {
  test('says who it is, what is going on and what came out', async () => {
    const { page, complaints } = await openSample(browser);
    expect(await page.locator('h1').textContent()).toBe('lenet-mnist');
    expect(await page.locator('.pill').allTextContents()).toEqual(['LeNet-300-100 · MNIST', '2 trials', 'embedded engine']);
    expect(await page.locator('.progress-text').textContent()).toContain('71 % · about 4 min left');
    expect(await page.locator('.verdict.winning strong').textContent()).toContain('Winning ticket with 21.1');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('the table holds every number of the charts', async () => {
    const { page } = await openSample(browser, { censored: true });
    expect(await rowOf(page, 0)).toEqual(['0', '100.0 % 266,200', '97.47 %', '2,700', '–', '–', '–', '–', 'dense']);
    expect(await rowOf(page, 7)).toEqual(['7', '21.1 % 56,088', '98.36 %', '2,150', '97.94 %', '4,150', '97.81 %', '5,450', 'winning']);
    expect((await rowOf(page, 8))[7]).toBe('>= 14,750');
    expect(await page.locator('.rounds tr.winning').count()).toBe(6);
    await page.close();
  });

  test('a press on a row inspects its ticket, and the page says so', async () => {
    const { page, inspected, commands } = await openSample(browser);
    await page.locator('.rounds tbody tr[data-key="4"] button').click();
    await page.getByText('Ticket of round 4, trial 1').first().waitFor();
    expect(inspected).toContain('lenet-mnist/trial-1/round-04');
    await page.getByRole('button', { name: 'Retrain...' }).click();
    await expect.poll(() => commands).toEqual([{ command: 'retrain', ticket: 'lenet-mnist/trial-1/round-04' }]);
    await page.close();
  });

  test('a press on a point inspects its ticket', async () => {
    const { page, inspected } = await openSample(browser);
    const box = (await page.locator('.chart canvas').first().boundingBox()) as { x: number; y: number; width: number; height: number };
    await page.mouse.click(box.x + box.width - 11, box.y + 38);
    await expect.poll(() => inspected).toContain('lenet-mnist/trial-1/round-08');
    await page.close();
  });

  test('a ticket that the host shows is the one that is inspected', async () => {
    const host = await openSample(browser);
    const ticket = sampleTicket('lenet-mnist/trial-2/round-03', sampleSnapshot().document as never);
    host.endpoint.emit('snapshot', { ...host.snapshot, ticket });
    await host.page.getByText('Ticket of round 3, trial 2').first().waitFor();
    await host.page.close();
  });

  test('tabs follow the keyboard and come back after a reload', async () => {
    const { page } = await openSample(browser);
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

  test('an experiment that was never run, one that failed, one that was interrupted', async () => {
    const empty = await openPanel(browser as Browser, { document: null, progress: null, ticket: null, canRun: true });
    await empty.page.getByText('No rounds yet.', { exact: true }).waitFor();
    await empty.page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect.poll(() => empty.commands).toEqual([{ command: 'run' }]);
    const failed = await openSample(browser, { state: 'failed', rounds: 3 });
    expect(await failed.page.locator('.verdict.failed').textContent()).toContain('The loss became NaN at iteration 1,200');
    await failed.page.getByRole('button', { name: 'Show Log' }).click();
    await expect.poll(() => failed.commands).toEqual([{ command: 'showLog' }]);
    await failed.page.screenshot({ path: 'test-results/screenshots/failed.png' });
    await empty.page.screenshot({ path: 'test-results/screenshots/empty.png' });
    const interrupted = await openSample(browser, { state: 'interrupted' });
    expect(await interrupted.page.getByRole('button', { name: 'Resume' }).isEnabled()).toBe(true);
    await Promise.all([empty, failed, interrupted].map(({ page }) => page.close()));
  });

  test('curves: the chosen rounds and their table', async () => {
    const { page } = await openSample(browser);
    await page.getByRole('tab', { name: 'Curves' }).click();
    await page.getByLabel('51.3 %').check();
    await page.getByText('Table of these curves').click();
    await page.locator('#page-curves details tbody tr').first().waitFor();
    expect(await page.locator('#page-curves details thead th').allTextContents()).toEqual(['Iteration', 'dense', '51.3 %', '21.1 %']);
    expect(await page.locator('#page-curves details tbody tr').count()).toBe(150);
    await page.close();
  });

  test('masks: the slider goes through the rounds', async () => {
    const { page } = await openSample(browser);
    await page.getByRole('tab', { name: 'Masks' }).click();
    await page.locator('input[type=range]').focus();
    await page.keyboard.press('Home');
    await page.getByText('Round 0 · dense').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.locator('.masks tr.inspected', { hasText: '80.0 %' }).waitFor();
    expect(await page.locator('.masks tbody tr').count()).toBe(9);
    await page.close();
  });

  test('claims: a row each, with the paper, the run and the outcome', async () => {
    const { page } = await openSample(browser);
    await page.getByRole('tab', { name: 'Claims' }).click();
    await page.getByText('LeNet-300-100 on MNIST, iterative pruning, but with 15,000 iterations').waitFor();
    expect(await page.locator('.claims tbody tr').count()).toBe(10);
    const first = await page.locator('.claims tbody tr').first().locator('th, td').allTextContents();
    expect(first[0]).toBe('The ticket stops earlier than the dense networklenet-earlier');
    expect(first.slice(2, 4)).toEqual(['21.1\u00a0%', '38 % earlier']);
    expect(first[4]).toMatch(/^20 % earlier \(-550 iterations\), 95 % interval .*round 7, 21\.1\u00a0% remaining$/);
    expect(first[1]).toContain('cannot tell');
    expect(first[1]).toContain('the paired t interval over 2 trials includes 0');
    await page.close();
  });

  test('every figure is saved as PNG, SVG and CSV', async () => {
    const { page, saved, complaints } = await openSample(browser);
    const save = async (figure: string, how: string): Promise<void> => {
      await page.getByLabel(`Export: ${figure}`).click();
      await page.getByRole('button', { name: how }).click();
    };
    await page.locator('.legend-item', { hasText: /^random mask$/ }).click();
    await save('test accuracy at early stop', 'Save as SVG...');
    await save('early-stopping iteration', 'Save as PNG...');
    await page.getByRole('tab', { name: 'Curves' }).click();
    await save('test accuracy at the last iteration', 'Save numbers as CSV...');
    await expect
      .poll(() => saved.map(({ name, kind }) => `${name}.${kind}`))
      .toEqual(['accuracy.svg', 'early-stop.png', 'last-iteration.csv']);
    expect(saved[0]?.content).toContain('random reinitialisation');
    expect(saved[0]?.content).not.toContain('random mask');
    const png = Buffer.from(saved[1]?.content ?? '', 'base64');
    // The signature, then the width: twice the drawing's 640.
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16)]).toEqual(['PNG', 1280]);
    expect(saved[2]?.content.split('\n')[0]).toBe('series,"weights remaining, %","test accuracy, %",min,max,lower bound');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('curves: beside another experiment of the store', async () => {
    const { page } = await openSample(browser);
    await page.getByRole('tab', { name: 'Curves' }).click();
    await page.locator('#page-curves select').selectOption('one-shot');
    await page.locator('svg title', { hasText: 'Early-stopping iteration' }).waitFor({ state: 'attached' });
    expect(await page.locator('.drawing svg text', { hasText: 'one-shot (iterative)' }).count()).toBe(4);
    await page.close();
  });

  test('layers: the weights, how far they moved and the connections of each layer', async () => {
    const { page, commands } = await openSample(browser);
    await page.getByRole('tab', { name: 'Layers' }).click();
    await page.getByText('20 of 196 inputs have died').waitFor();
    expect(await page.locator('#page-layers .drawing svg').count()).toBe(3);
    await page.locator('#page-layers section select').first().selectOption('fc2');
    await page.getByText('6 of 60 inputs have died').waitFor();
    await page.getByRole('button', { name: 'Report' }).click();
    await expect.poll(() => commands).toEqual([{ command: 'exportReport' }]);
    await page.close();
  });
});

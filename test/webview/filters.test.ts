import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { openBrowser } from './support/browser.ts';
import type { FakeHost, PanelOptions } from './support/fake-host.ts';
import { openSample } from './support/open-sample.ts';
import type { ThemeName } from './support/themes.ts';

const browser = await openBrowser();
afterAll(() => browser?.close());
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = path.join(import.meta.dirname, '../../test-results/screenshots');
mkdirSync(folder, { recursive: true });

async function openLayers(options: PanelOptions = {}): Promise<FakeHost> {
  const host = await openSample(browser, { convolutional: true }, options);
  await host.page.getByRole('tab', { name: 'Layers' }).click();
  await host.page.locator('.kernel').nth(3).waitFor();
  return host;
}

const kernels = (page: Page) => page.locator('.kernels .kernel');
const section = (page: Page) => page.getByRole('region', { name: 'Filters' });

describe.skipIf(!browser)('the filters of a convolution', () => {
  test('kernels are drawn weight by weight: pruned ones crossed, kept ones as squares however small', async () => {
    const { page, complaints } = await openLayers();
    expect(await kernels(page).count()).toBe(3);
    const first = kernels(page).first();
    const shapes = { cells: await first.locator('g').count(), crosses: await first.locator('.cross').count() };
    const squares = first.locator('.positive, .negative');
    expect([shapes.cells, shapes.crosses + (await squares.count())]).toEqual([9, 9]);
    // The fifth weight is 0.0001: a square, no cross.
    expect(await first.locator('g').nth(4).locator('title').textContent()).toBe('row 2, column 2: 0.0001');
    expect(Number(await first.locator('g').nth(4).locator('.positive').getAttribute('width'))).toBe(3);
    expect(await first.getAttribute('aria-label')).toMatch(/^Channel 1: \d of 9 weights remain\. .*pruned.*;.*0\.0001.*;.*\.$/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a page holds 16 of 64 channels; buttons, lists and columns step through filters and pages', async () => {
    const { page, places } = await openLayers();
    await page.locator('#page-layers section select').first().selectOption('conv2');
    await expect.poll(() => kernels(page).count()).toBe(16);
    await page.getByRole('button', { name: 'Next channels' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText('one for each channel: 33-48 of 64').waitFor();
    await expect.poll(async () => (await kernels(page).first().getAttribute('aria-label'))?.slice(0, 10)).toBe('Channel 33');
    await page.getByRole('combobox', { name: 'Filter' }).selectOption({ label: '7 · fully pruned' });
    await page.getByText('Filter 7: 0 of 576 weights remain').waitFor();
    await expect.poll(() => kernels(page).first().locator('.cross').count()).toBe(9);
    await section(page).locator('.filter-bars > div').nth(9).click();
    await page.getByText(/^Filter 10: \d+ of 576/).waitFor();
    await page.getByRole('button', { name: 'Previous filter' }).click();
    await page.getByText(/^Filter 9: /).waitFor();
    await expect.poll(() => places.at(-1)).toEqual({ layer: 'conv2', filter: 8, firstChannel: 32 });
    await page.close();
  });

  test('initial weights beside trained ones, without asking again', async () => {
    const { page, places } = await openLayers();
    const title = kernels(page).first().locator('g').nth(4).locator('title');
    expect(await title.textContent()).toBe('row 2, column 2: 0.0001');
    const asked = places.length;
    await page.getByRole('combobox', { name: 'Weights' }).selectOption('initial');
    await expect.poll(() => title.textContent()).not.toBe('row 2, column 2: 0.0001');
    expect(places.length).toBe(asked);
    await page.close();
  });

  test('every filter has its line in the table', async () => {
    const { page } = await openLayers();
    await page.getByText('Table of the filters').click();
    const rows = section(page).locator('details tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(64);
    expect(await rows.nth(6).locator('th, td').allTextContents()).toEqual(['7', '0 of 27', '0 %']);
    expect(await section(page).locator('.filter-bars').getAttribute('aria-label')).toMatch(
      /^Weights that remain in each of 64 filters: 0 to \d+ of 27; 2 fully pruned\.$/,
    );
    await page.close();
  });

  test('a fully connected layer has none, and the tables say which layer is what', async () => {
    const { page } = await openLayers();
    expect(await page.locator('#page-layers .layers tbody tr').nth(1).locator('th, td').allTextContents()).toContain('convolution');
    await page.getByText('2 of 64 filters have no incoming weight left').waitFor();
    await page.locator('#page-layers section select').first().selectOption('fc1');
    await expect.poll(() => section(page).isHidden()).toBe(true);
    await page.close();
  });

  test.each<[string, ThemeName, number]>([
    ['dark', 'dark', 1140],
    ['light', 'light', 1140],
    ['high-contrast', 'highContrast', 1140],
    ['high-contrast-light', 'highContrastLight', 1140],
    ['narrow', 'dark', 500],
  ])('the look, and axe finds nothing serious: %s', async (name, theme, width) => {
    const { page, complaints } = await openLayers({ theme, width });
    await page.locator('#page-layers section select').first().selectOption('conv2');
    await expect.poll(() => kernels(page).count()).toBe(16);
    await page.screenshot({ path: path.join(folder, `${name}-filters.png`), fullPage: true });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.evaluate(axe);
    const found = await page.evaluate(
      `axe.run(document).then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + nodes[0].html))`,
    );
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

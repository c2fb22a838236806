import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, describe, expect, test } from 'vitest';
import { openBrowser } from './support/browser.ts';
import { openComparison } from './support/compare-host.ts';
import { sampleComparison } from './samples/compared.ts';
import type { ThemeName } from './support/themes.ts';

const browser = await openBrowser();
afterAll(() => browser?.close());
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const serious = `axe.run(document).then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html)))`;

describe.skipIf(!browser)('the page that compares', () => {
  test.each<[ThemeName, number]>([
    ['dark', 1140],
    ['light', 400],
    ['highContrast', 800],
    ['highContrastLight', 1140],
  ])('axe finds nothing serious, and nothing but tables scrolls sideways: %s, %i pixels', async (theme, width) => {
    if (!browser) return;
    const { page, complaints } = await openComparison(browser, sampleComparison(), theme, { width });
    await page.getByRole('img', { name: /^Layer dense1: shared/ }).waitFor();
    await page.evaluate(axe);
    expect(await page.evaluate(serious)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('in the narrowest panel a cell has the whole line, its words below those of its column', async () => {
    if (!browser) return;
    const { page } = await openComparison(browser, sampleComparison(), 'light', { width: 165 });
    const paddings = "[...new Set([...document.querySelectorAll('.stacks tbody td')].map((cell) => getComputedStyle(cell).paddingLeft))]";
    await expect.poll(() => page.evaluate(paddings)).toEqual(['0px']);
    await page.screenshot({ path: 'test-results/screenshots/compare-narrowest.png' });
    await page.close();
  });

  test('says what differs, how far the masks agree, and asks for the layer that is chosen and the item that is clicked', async () => {
    if (!browser) return;
    const { page, shown, layers } = await openComparison(browser, sampleComparison(), 'dark');
    expect(
      await page
        .getByRole('row', { name: /^training\.learningRate/ })
        .locator('td')
        .allTextContents(),
    ).toEqual(['0.0012', '0.0006']);
    expect(
      await page
        .getByRole('row', { name: /^all layers/ })
        .locator('td')
        .allTextContents(),
    ).toEqual(expect.arrayContaining(['140', '80', '60']) as string[]);
    await page.getByRole('combobox', { name: 'Layer' }).selectOption('output');
    await expect.poll(() => layers.at(-1)).toBe('output');
    await page.getByRole('button', { name: 'adam-slow' }).click();
    await expect.poll(() => shown).toEqual([1]);
    await page.close();
  });
});

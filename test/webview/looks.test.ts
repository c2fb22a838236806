import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { openBrowser } from './support/browser.ts';
import { openPanel } from './support/fake-host.ts';
import { openSample } from './support/open-sample.ts';
import { wideElements } from './support/page-words.ts';
import { themeScript } from './support/panel-page.ts';
import { sampleSweep } from './samples/sweep.ts';
import { type ThemeName, themes } from './support/themes.ts';

const browser = await openBrowser();
afterAll(() => browser?.close());
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tabs = ['Overview', 'Curves', 'Masks', 'Layers', 'Claims', 'Config'];
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found =
    (await page.evaluate(`axe.run(document).then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html + ' ' + node.any.map(({ message }) => message).join())))`)) as string[];
  return found;
}

describe.skipIf(!browser)('the look of the panel', () => {
  test('colours follow the theme', async () => {
    const { page } = await openSample(browser);
    const canvas = page.locator('.drawing canvas').first();
    const before = await canvas.screenshot();
    await page.evaluate(themeScript(themes.light));
    await expect.poll(async () => (await canvas.screenshot()).equals(before)).toBe(false);
    await page.close();
  });

  test('secondary buttons have a border of their own, not that of primary ones, which looks like the focus', async () => {
    const { page } = await openSample(browser);
    await page.evaluate(themeScript({ ...themes.dark, variables: { 'button-border': '#297AA0', 'button-secondaryBorder': '#333536' } }));
    const border = (button: string): Promise<string> =>
      page.evaluate(`getComputedStyle(document.querySelector('.button.${button}')).borderTopColor`);
    expect([await border('primary'), await border('secondary')]).toEqual(['rgb(41, 122, 160)', 'rgb(51, 53, 54)']);
    await page.close();
  });

  test('the verdict is written alike whatever it says: no rule for another thing of the page meets the name of its kind', async () => {
    const { page } = await openSample(browser, {}, { theme: 'light' });
    await page.evaluate(themeScript({ ...themes.light, variables: { foreground: '#202020', descriptionForeground: '#606060' } }));
    const looks = (kind: string): Promise<unknown> =>
      page.evaluate(`(() => {
        const box = document.querySelector('.verdict');
        box.className = 'verdict ${kind}';
        const { color, opacity, textAlign, fontStyle, fontSize, padding } = getComputedStyle(box);
        return { color, opacity, textAlign, fontStyle, fontSize, padding };
      })()`);
    const plain = await looks('');
    expect(plain).toMatchObject({ color: 'rgb(32, 32, 32)' });
    for (const kind of ['winning', 'none', 'cannot-tell', 'pending', 'imported', 'failed', 'empty'])
      expect(await looks(kind), kind).toEqual(plain);
    await page.close();
  });

  test.each([900, 400, 210])('the mark of a fact stands beside its number, %i pixels', async (width) => {
    const { page } = await openSample(browser, {}, { width });
    const gaps =
      (await page.evaluate(`[...document.querySelectorAll('.facts-table tr')].filter((row) => row.querySelector('.number').textContent).map((row) => {
      const words = document.createRange();
      words.selectNodeContents(row.querySelector('.number'));
      return words.getBoundingClientRect().left - row.querySelector('.codicon').getBoundingClientRect().right;
    })`)) as number[];
    expect(gaps.length).toBeGreaterThan(1);
    for (const gap of gaps) expect(gap).toBeLessThan(40);
    await page.close();
  });

  // The second is what a window of 720 pixels leaves beside the sidebar.
  test.each([500, 210])('at %i pixels nothing but the tables scrolls sideways', async (width) => {
    const { page } = await openSample(browser, { censored: true }, { width });
    // The rules for narrow panels come after the general ones.
    expect(await page.evaluate("getComputedStyle(document.querySelector('main')).paddingLeft")).toBe('12px');
    for (const tab of tabs) {
      await page.getByRole('tab', { name: tab }).click();
      await expect.poll(() => wideElements(page), { message: tab }).toEqual([]);
      await expect.poll(() => page.evaluate('document.documentElement.scrollWidth'), { message: tab }).toBeLessThanOrEqual(width);
    }
    await page.close();
  });

  test.each<ThemeName>(['dark', 'light', 'highContrast', 'highContrastLight'])('axe finds nothing serious: %s', async (theme) => {
    const { page, complaints } = await openSample(browser, { censored: true }, { theme });
    for (const tab of tabs) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await violations(page), tab).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.each<ThemeName>(['dark', 'light', 'highContrast', 'highContrastLight'])(
    'axe finds nothing serious in a sweep: %s',
    async (theme) => {
      if (!browser) return;
      const { page, complaints } = await openPanel(
        browser,
        { ...sampleSweep(), document: null },
        { theme, width: 500, experiment: 'lr', sweep: true },
      );
      await page.locator('table.sweep').waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(500);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );
});

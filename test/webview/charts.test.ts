import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import type { PanelSnapshot } from '../../src/shared/channel/webview-protocol.ts';
import { seriesNames } from '../../src/shared/specs/series.ts';
import { contrast, distance } from '../unit/shared/figures/colour-vision.ts';
import { openBrowser } from './support/browser.ts';
import { openPanel } from './support/fake-host.ts';
import { openSample } from './support/open-sample.ts';
import { sampleSnapshot } from './samples/snapshot.ts';
import { type ThemeName, themes } from './support/themes.ts';

const browser = await openBrowser();
afterAll(() => browser?.close());

/** For each row of pixels of a chart: how many of them are drawn at all, and how many have a hue. */
const rowsOf = (page: Page, chart: string): Promise<{ readonly drawn: number; readonly colored: number }[]> =>
  page.evaluate(`(() => {
    const { width, height, data } = (({ width, height }, context) => context.getImageData(0, 0, width, height))(
      ...[document.querySelector(${JSON.stringify(chart)})].flatMap((canvas) => [canvas, canvas.getContext('2d')]));
    return Array.from({ length: height }, (_, y) => {
      const pixels = Array.from({ length: width }, (_, x) => data.slice(4 * (y * width + x), 4 * (y * width + x) + 4));
      const hue = ([r, g, b, a]) => a > 100 && Math.max(r, g, b) - Math.min(r, g, b) > 40;
      return { drawn: pixels.filter((pixel) => pixel[3] > 0).length, colored: pixels.filter(hue).length };
    });
  })()`);

/** The snapshot with one evaluation a training. */
function withSingleEvaluations(snapshot: PanelSnapshot): PanelSnapshot {
  const { document } = snapshot;
  if (!document) return snapshot;
  const trainings = document.trainings.map((training) => ({ ...training, evaluations: training.evaluations.slice(-1) }));
  return { ...snapshot, document: { ...document, trainings } };
}

/** Colours of the panel's variables as #rrggbb. */
async function colorsOf(page: Page, variables: readonly string[]): Promise<string[]> {
  return page.evaluate(`(() => {
    const context = document.createElement('canvas').getContext('2d');
    return ${JSON.stringify(variables)}.map((variable) => {
      const probe = document.body.appendChild(document.createElement('span'));
      probe.style.color = 'var(' + variable + ')';
      context.fillStyle = getComputedStyle(probe).color;
      context.fillRect(0, 0, 1, 1);
      probe.remove();
      return '#' + [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((value) => value.toString(16).padStart(2, '0')).join('');
    });
  })()`);
}

describe.skipIf(!browser)('the charts of the panel', () => {
  test('lines and markers below the axis do not lie on its labels', async () => {
    const { page } = await openSample(browser, { zero: true });
    const rows = await rowsOf(page, '.chart canvas');
    // The axis is the last line that goes all the way across.
    const axis = rows.findLastIndex(({ drawn }) => drawn > 300);
    expect(axis).toBeGreaterThan(150);
    expect(rows.slice(0, axis).some(({ colored }) => colored > 0)).toBe(true);
    expect(rows.slice(axis + 2).map(({ colored }) => colored)).toEqual(rows.slice(axis + 2).map(() => 0));
    await page.close();
  });

  test('a single point is drawn: of the first round, and of a training with one evaluation', async () => {
    if (!browser) return;
    const { page } = await openPanel(browser, withSingleEvaluations(sampleSnapshot({ rounds: 2 })));
    await page.waitForSelector('.rounds tbody tr');
    const colored = async (chart: string): Promise<number> => (await rowsOf(page, chart)).reduce((sum, row) => sum + row.colored, 0);
    expect(await colored('.chart canvas')).toBeGreaterThan(20);
    await page.getByRole('tab', { name: 'Curves' }).click();
    expect(await colored('#page-curves .chart canvas')).toBeGreaterThan(20);
    await page.close();
  });

  test('at 400 pixels the words of figures are as large as elsewhere', async () => {
    const { page } = await openSample(browser, {}, { width: 400 });
    await page.getByRole('tab', { name: 'Curves' }).click();
    await page.locator('#page-curves .drawing svg').first().waitFor();
    await page.getByRole('tab', { name: 'Layers' }).click();
    await page.locator('#page-layers .drawing svg').nth(2).waitFor();
    const sizes: number[] = await page.evaluate(
      `[...document.querySelectorAll('#page-layers .drawing svg')].map((svg) =>
        12 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)`,
    );
    expect(sizes).toHaveLength(3);
    for (const size of sizes) expect(size).toBeCloseTo(12, 0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
    await page.close();
  });

  test('N040: charts have as many pixels as the screen, at every zoom and on every screen', async () => {
    const { page } = await openSample(browser, {}, { width: 1140 });
    const session = await page.context().newCDPSession(page);
    const shown = await page.locator('.chart canvas:visible').count();
    expect(shown).toBeGreaterThan(0);
    // Zooming in makes the page smaller and its pixels finer; another screen makes them finer only.
    const views = [
      [1140, 1],
      [792, 1.44],
      [1140, 1],
      [1140, 2],
      [1140, 1],
    ] as const;
    for (const [width, deviceScaleFactor] of views) {
      await session.send('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor, mobile: false });
      await expect
        .poll(() =>
          page.evaluate(`[...document.querySelectorAll('.chart canvas')]
            .filter((canvas) => canvas.clientWidth > 0)
            .map((canvas) => [canvas.width - canvas.clientWidth * devicePixelRatio, canvas.height - canvas.clientHeight * devicePixelRatio])
            .filter(([width, height]) => Math.abs(width) <= 1 && Math.abs(height) <= 1).length`),
        )
        .toBe(shown);
    }
    await page.close();
  });

  test.each<ThemeName>(['dark', 'light', 'highContrast', 'highContrastLight'])('every series has its colour: %s', async (theme) => {
    const { page } = await openSample(browser, {}, { theme });
    const colors = await colorsOf(
      page,
      seriesNames.map((name) => `--series-${name}`),
    );
    const ground = themes[theme].variables['editor-background'] ?? '';
    const pale = seriesNames.filter((_, index) => contrast(colors[index] ?? '', ground) < 3);
    expect(pale).toEqual([]);
    const close = colors.flatMap((a, index) => colors.slice(index + 1).filter((b) => distance(a, b) < 0.04));
    expect(close).toEqual([]);
    await page.close();
  });
});

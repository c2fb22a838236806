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
  test('are the figures that are saved: the same lines, and the same note on what the axis leaves out', async () => {
    const { page, saved } = await openSample(browser, { zero: true });
    const chart = page.locator('.round-charts .drawing svg').first();
    const shapes = async (svg: string): Promise<string[]> =>
      page.evaluate(`[...new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml').querySelectorAll('path, circle')]
        .map((node) => [node.tagName, node.getAttribute('stroke-dasharray'), node.getAttribute('fill') === 'none'].join())`);
    await chart.getByText('3 points lie below the axis.').waitFor();
    await page.getByLabel('Export: test accuracy at early stop').click();
    await page.getByRole('button', { name: 'Save as SVG...' }).click();
    await expect.poll(() => saved).toHaveLength(1);
    const [seen, kept] = await Promise.all([
      shapes(await chart.evaluate((node) => String((node as { outerHTML: string }).outerHTML))),
      shapes(saved[0]?.content ?? ''),
    ]);
    // A saved figure has its legend below; in the panel it stands above both charts, and ticks that are further apart on a narrow chart are fewer.
    const lines = (all: readonly string[]): string[] => all.filter((shape) => shape.startsWith('circle') || shape.endsWith('true'));
    expect(lines(kept).slice(0, lines(seen).length)).toEqual(lines(seen));
    expect(saved[0]?.content).toContain('3 points lie below the axis.');
    await page.close();
  });

  test('a single point is drawn: of the first round, and of a training with one evaluation', async () => {
    if (!browser) return;
    const { page } = await openPanel(browser, withSingleEvaluations(sampleSnapshot({ rounds: 2 })));
    await page.waitForSelector('.rounds tbody tr');
    expect(await page.locator('.round-charts .drawing').first().locator('svg circle').count()).toBe(2);
    await page.getByRole('tab', { name: 'Curves' }).click();
    await expect.poll(() => page.locator('#page-curves .drawing').first().locator('svg circle').count()).toBeGreaterThan(1);
    await page.close();
  });

  test('a pointer over one reads both at the same round: every series, its number of trainings, and how far it is from the dense network', async () => {
    const { page } = await openSample(browser, { censored: true });
    const [accuracy, stop] = [page.locator('.round-charts .stage').nth(0), page.locator('.round-charts .stage').nth(1)];
    const box = await accuracy.locator('svg').boundingBox();
    if (!box) throw new Error('no chart');
    await page.mouse.move(box.x + box.width - 18, box.y + 100);
    const tooltip = accuracy.locator('.chart-tooltip');
    await tooltip.waitFor();
    expect(await tooltip.locator('strong').textContent()).toBe('Round 8: 16.9 % of the weights remain');
    const rows = await tooltip
      .locator('tr')
      .evaluateAll((all) =>
        all.map((row) => [...(row as { children: Iterable<{ textContent: string }> }).children].map((cell) => cell.textContent.trim())),
      );
    expect(rows.map(([name]) => name)).toEqual(['ticket', 'random reinitialisation', 'random mask', 'dense network']);
    expect(rows[0]?.slice(1)).toEqual(['98.36 %', '+0.89', '98.31 % to 98.41 %', 'n 2']);
    expect(rows[3]?.[2]).toBe('');
    const mask = stop.locator('.chart-tooltip tr', { hasText: 'random mask' });
    expect(await mask.locator('td').first().textContent()).toBe('>= 14,750');
    expect(await stop.locator('.chart-cross').isVisible()).toBe(true);
    await page.screenshot({ path: 'test-results/screenshots/tooltip.png' });
    await page.mouse.move(4, 4);
    await tooltip.waitFor({ state: 'hidden' });
    await page.close();
  });

  test('keys read a chart point by point, in words too, and inspect the round; it is marked in both', async () => {
    const { page, inspected } = await openSample(browser);
    await page.locator('.round-charts .stage').first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.locator('[aria-live]', { hasText: 'Round 6: 26.3 % of the weights remain. ticket: 98.33 %' }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => inspected).toContain('lenet-mnist/trial-1/round-06');
    await expect.poll(() => page.locator('.round-charts .chart-mark:visible').count()).toBe(2);
    await page.keyboard.press('Escape');
    await page.locator('.round-charts .chart-tooltip').first().waitFor({ state: 'hidden' });
    await page.close();
  });

  test('curves are asked for when they are looked at, each once', async () => {
    if (!browser) return;
    const snapshot = sampleSnapshot();
    const trainings = snapshot.document?.trainings ?? [];
    const light = {
      ...snapshot,
      document: snapshot.document && { ...snapshot.document, trainings: trainings.map((one) => ({ ...one, evaluations: [] })) },
    };
    const host = await openPanel(browser, light);
    for (const { hash, evaluations } of trainings) host.curves.set(hash, evaluations);
    await host.page.waitForSelector('.rounds tbody tr');
    expect(host.curvesAsked).toEqual([]);
    await host.page.getByRole('tab', { name: 'Curves' }).click();
    const lines = host.page.locator('#page-curves .drawing').first().locator('g[clip-path] path[fill="none"]');
    await expect.poll(() => lines.count()).toBe(2);
    const asked = (rounds: readonly number[]): string[] =>
      trainings
        .filter(({ series, round }) => series === 'ticket' && rounds.includes(round))
        .map(({ hash }) => hash)
        .sort();
    expect(host.curvesAsked.toSorted()).toEqual(asked([0, 7]));
    await host.page.getByLabel('51.3 %').check();
    await expect.poll(() => lines.count()).toBe(3);
    host.endpoint.emit('snapshot', light);
    await host.page.getByRole('button', { name: 'None' }).last().click();
    await expect.poll(() => lines.count()).toBe(0);
    await host.page.getByRole('button', { name: 'All' }).last().click();
    await expect.poll(() => lines.count()).toBe(9);
    expect(host.curvesAsked.toSorted()).toEqual(asked([0, 1, 2, 3, 4, 5, 6, 7, 8]));
    await host.page.screenshot({ path: 'test-results/screenshots/curves-all.png', fullPage: true });
    expect(host.complaints).toEqual([]);
    await host.page.close();
  });

  test('the y axis begins and ends where one says, through a reload, and again by itself', async () => {
    const { page } = await openSample(browser);
    const labels = () => page.locator('.round-charts .drawing').first().locator('svg text').allTextContents();
    const before = await labels();
    await page.getByLabel('Axes: test accuracy at early stop').click();
    await page.getByLabel('Y axis from').first().fill('98');
    await page.keyboard.press('Tab');
    await expect.poll(labels).not.toContain('97.4');
    await page.locator('.round-charts .drawing').first().getByText('points lie below the axis.').waitFor();
    await page.reload();
    await page.locator('.round-charts .drawing').first().getByText('points lie below the axis.').waitFor();
    await page.getByLabel('Axes: test accuracy at early stop').click();
    await page.getByRole('button', { name: 'Y axis by itself' }).first().click();
    await expect.poll(labels).toEqual(before);
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

  test('N040: charts are drawn for the width that they have, at every zoom and on every screen', async () => {
    const { page } = await openSample(browser, {}, { width: 1140 });
    const session = await page.context().newCDPSession(page);
    const charts = '[...document.querySelectorAll(".round-charts .drawing svg")]';
    expect(await page.evaluate(`${charts}.length`)).toBe(2);
    // Zooming in makes the page smaller and its pixels finer; another screen makes them finer only.
    const views = [
      [1140, 1],
      [792, 1.44],
      [1140, 2],
    ] as const;
    for (const [width, deviceScaleFactor] of views) {
      await session.send('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor, mobile: false });
      // Drawn in lines, not in pixels, and for the width that it has: letters keep their size.
      await expect
        .poll(() => page.evaluate(`${charts}.filter((svg) => Math.abs(svg.viewBox.baseVal.width - svg.clientWidth) <= 1).length`))
        .toBe(2);
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

import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import type { PanelSnapshot } from '../../src/shared/channel/webview-protocol.ts';
import { seriesNames } from '../../src/shared/specs/series.ts';
import { shapesOf } from '../unit/shared/charts/tiny.ts';
import { contrast, distance } from '../unit/shared/figures/figure/colour-vision.ts';
import { openBrowser } from './support/browser.ts';
import { chartIn, chartsIn, colorsAround } from './support/charts.ts';
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

/** Colours of the panel's variables on its background, as #rrggbb. */
async function colorsOf(page: Page, variables: readonly string[]): Promise<string[]> {
  return page.evaluate(`(() => {
    const context = document.createElement('canvas').getContext('2d');
    return ${JSON.stringify(variables)}.map((variable) => {
      const probe = document.body.appendChild(document.createElement('span'));
      probe.style.color = 'var(' + variable + ')';
      for (const color of [getComputedStyle(document.body).backgroundColor, getComputedStyle(probe).color]) {
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
      }
      probe.remove();
      return '#' + [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((value) => value.toString(16).padStart(2, '0')).join('');
    });
  })()`);
}

const groundOf = async (page: Page): Promise<string> => (await colorsOf(page, ['--panel-background']))[0] ?? '';

describe.skipIf(!browser)('the charts of the panel', () => {
  test('are the figures that are saved: the same lines and marks, and the same note on what the axis leaves out', async () => {
    const { page, saved, complaints } = await openSample(browser, { zero: true });
    const seen = await chartIn(page, '.round-charts');
    expect(seen.note).toBe('3 points lie below the axis.');
    expect(seen.name).toContain('3 points lie below the axis.');
    await page.getByLabel('Export: test accuracy at early stop').click();
    await page.getByRole('button', { name: 'Save as SVG...' }).click();
    await expect.poll(() => saved).toHaveLength(1);
    const svg = saved[0]?.content ?? '';
    const strokes = shapesOf(svg).filter((shape) => shape['clip-path'] && shape['fill'] === 'none');
    // Chart.js draws its data sets from the last to the first.
    const dashes = seen.lines.map(({ dash }) => dash.join(' ')).toSorted();
    expect(strokes.map((shape) => shape['stroke-dasharray'] ?? '').toSorted()).toEqual(dashes);
    const marks = shapesOf(svg).filter(({ fill, stroke }) => fill !== 'none' && stroke !== undefined);
    // A saved figure has its legend below, with a mark a series; in the panel it stands above both charts.
    expect(marks).toHaveLength(seen.marks.flatMap(({ places }) => places).length + seen.marks.length);
    expect(svg).toContain('3 points lie below the axis.');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.each([730, 1140])(
    'beside each other have axes of one height, also where the title of one takes two lines: %i pixels',
    async (width) => {
      const { page } = await openSample(browser, {}, { width });
      const [accuracy, stop] = await chartsIn(page, '.round-charts');
      expect([accuracy?.plot.top, accuracy?.plot.bottom]).toEqual([stop?.plot.top, stop?.plot.bottom]);
      expect(accuracy?.plot.top).toBe(width === 730 ? 54 : 36);
      await page.close();
    },
  );

  test('marks on the axis are whole, those of bounds hollow, dashes have gaps, and nothing of a line leaves the axes', async () => {
    const { page } = await openSample(browser, { censored: true });
    const [accuracy, stop] = await chartsIn(page, '.round-charts');
    const [first, second] = [0, 1].map((index) => page.locator('.round-charts .drawing canvas').nth(index));
    const ticket = accuracy?.marks.find(({ label }) => label === 'ticket');
    const dense = ticket?.places.toSorted(([a], [b]) => a - b)[0];
    expect(dense?.[0]).toBe(accuracy?.plot.left);
    // Three pixels left of the axis the circle is as blue as right of it.
    const around = await colorsAround(first!, dense!, 3);
    expect(new Set(around.slice(1, -1)).size).toBe(1);
    const mask = stop?.marks.find(({ label }) => label === 'random mask');
    const bound = mask?.places.toSorted(([a], [b]) => b - a)[0];
    const [middle] = await colorsAround(second!, bound!, 1);
    expect(middle).toBe(await groundOf(page));
    const across = accuracy?.lines.find(({ label }) => label === 'dense network');
    expect(across?.dash).toEqual([1, 3]);
    await page.close();
  });

  test('a single point is drawn: of the first round, and of a training with one evaluation', async () => {
    if (!browser) return;
    const { page } = await openPanel(browser, withSingleEvaluations(sampleSnapshot({ rounds: 2 })));
    await page.waitForSelector('.rounds tbody tr');
    const marks = async (scope: string): Promise<number> => (await chartIn(page, scope)).marks.flatMap(({ places }) => places).length;
    expect(await marks('.round-charts')).toBe(4);
    await page.getByRole('tab', { name: 'Curves' }).click();
    await expect.poll(() => marks('#page-curves')).toBeGreaterThan(1);
    await page.close();
  });

  test('a pointer over one reads both at the same round: every series, its number of trainings, and how far it is from the dense network', async () => {
    const { page } = await openSample(browser, { censored: true });
    const [accuracy, stop] = [page.locator('.round-charts .stage').nth(0), page.locator('.round-charts .stage').nth(1)];
    const box = await accuracy.locator('canvas').boundingBox();
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
    // Where no round is chosen its chart is gone, and others of the page come first.
    const curves = (name: string | null): boolean => /^Accuracy while training/.test(name ?? '');
    const lines = async (): Promise<number> =>
      (await chartsIn(host.page, '#page-curves')).find(({ name }) => curves(name))?.lines.length ?? 0;
    await expect.poll(lines).toBe(2);
    const asked = (rounds: readonly number[]): string[] =>
      trainings
        .filter(({ series, round }) => series === 'ticket' && rounds.includes(round))
        .map(({ hash }) => hash)
        .sort();
    expect(host.curvesAsked.toSorted()).toEqual(asked([0, 7]));
    await host.page.getByLabel('51.3 %').check();
    await expect.poll(lines).toBe(3);
    host.endpoint.emit('snapshot', light);
    await host.page.getByRole('button', { name: 'None' }).last().click();
    await expect.poll(lines).toBe(0);
    await host.page.getByRole('button', { name: 'All' }).last().click();
    await expect.poll(lines).toBe(9);
    expect(host.curvesAsked.toSorted()).toEqual(asked([0, 1, 2, 3, 4, 5, 6, 7, 8]));
    await host.page.screenshot({ path: 'test-results/screenshots/curves-all.png', fullPage: true });
    expect(host.complaints).toEqual([]);
    await host.page.close();
  });

  test('the y axis begins and ends where one says, through a reload, and again by itself', async () => {
    const { page } = await openSample(browser);
    const labels = async () => (await chartIn(page, '.round-charts')).ticks.y;
    const note = async () => (await chartIn(page, '.round-charts')).note;
    const before = await labels();
    await page.getByLabel('Axes: test accuracy at early stop').click();
    await page.getByLabel('Y axis from').first().fill('98');
    await page.keyboard.press('Tab');
    await expect.poll(labels).not.toContain('97.4');
    await expect.poll(note).toContain('points lie below the axis.');
    await page.reload();
    await page.waitForSelector('.rounds tbody tr');
    await expect.poll(note).toContain('points lie below the axis.');
    await page.getByLabel('Axes: test accuracy at early stop').click();
    await page.getByRole('button', { name: 'Y axis by itself' }).first().click();
    await expect.poll(labels).toEqual(before);
    await page.close();
  });

  test('at 400 pixels the words of figures are as large as elsewhere, and none leaves its chart', async () => {
    const { page } = await openSample(browser, {}, { width: 400 });
    const facts = `[...document.querySelectorAll('.facts-table :is(th, .number)')].map(({ clientHeight }) => clientHeight)`;
    // A line is 18 pixels high: no word and no number of the verdict is broken.
    expect(Math.max(...(await page.evaluate<number[]>(facts)))).toBeLessThan(30);
    for (const tab of ['Curves', 'Layers']) {
      await page.getByRole('tab', { name: tab }).click();
      const scope = `#page-${tab.toLowerCase()}`;
      await page.locator(`${scope} .drawing canvas`).first().waitFor();
      await expect.poll(() => page.locator(`${scope} .drawing canvas:visible`).count()).toBeGreaterThanOrEqual(3);
      const charts = await chartsIn(page, scope);
      for (const { width, pixels, plot } of charts) {
        // Drawn for the width that it has: nothing is scaled.
        expect(pixels).toBe(width);
        expect([plot.left > 20, plot.right <= width - 16, width <= 400]).toEqual([true, true, true]);
      }
      const fonts = `[...document.querySelectorAll('${scope} .drawing canvas')].map(({ drawing }) => drawing.chart.scales.x.options.ticks.font.size)`;
      expect(new Set(await page.evaluate<number[]>(fonts))).toEqual(new Set([12]));
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
    await page.close();
  });

  test('N040: charts are sharp at every zoom and on every screen', async () => {
    const { page } = await openSample(browser, {}, { width: 1140 });
    const session = await page.context().newCDPSession(page);
    // Zooming in makes the page smaller and its pixels finer; another screen makes them finer only.
    const views = [
      [1140, 1],
      [792, 1.44],
      [1140, 2],
    ] as const;
    for (const [width, deviceScaleFactor] of views) {
      await session.send('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor, mobile: false });
      const sharp = `[...document.querySelectorAll('.round-charts .drawing canvas')].filter((canvas) =>
        Math.abs(canvas.width - canvas.clientWidth * devicePixelRatio) <= 1 && Math.abs(canvas.clientWidth - canvas.parentElement.clientWidth) <= 1).length`;
      await expect.poll(() => page.evaluate(sharp)).toBe(2);
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

/** The masks of an experiment: a picture of every layer and round, its words and tables, and the trials beside each other. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { layerBits, survivorsOf } from '../../webview/masks/layer/layer-bits.ts';
import { plainMask, sampleMask } from './samples/masks.ts';
import { sampleSnapshot } from './samples/snapshot.ts';
import { type FakeHost, openPanel, type PanelOptions } from './support/fake-host.ts';
import { openSample } from './support/open-sample.ts';
import type { ThemeName } from './support/themes.ts';
import { usePanel } from './support/use-panel.ts';

const { browser } = await usePanel();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function openMasks(sample: Parameters<typeof openSample>[1] = {}, options: PanelOptions = {}): Promise<FakeHost> {
  const host = await openSample(browser, sample, options);
  await host.page.getByRole('tab', { name: 'Masks' }).click();
  await host.page.locator('.mask-words:not([hidden])', { hasText: 'weights remain' }).waitFor();
  return host;
}

const choose = (page: Page, field: string, value: string): Promise<unknown> =>
  page.locator('.mask-fields').getByLabel(field, { exact: true }).selectOption(value);
const round = (page: Page) => page.locator('.player .slider-words');
const words = (page: Page) => page.locator('.mask-words');

/** Pixels of the mask's picture by colour. */
const pixels = (
  page: Page,
): Promise<{ readonly width: number; readonly height: number; readonly counts: number[]; readonly first: string }> =>
  page.evaluate(`(() => {
    const canvas = document.querySelector('canvas.mask');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const counts = new Map();
    const at = (pixel) => [...data.slice(4 * pixel, 4 * pixel + 3)].join();
    for (let pixel = 0; pixel < data.length / 4; pixel++) counts.set(at(pixel), (counts.get(at(pixel)) ?? 0) + 1);
    return { width: canvas.width, height: canvas.height, counts: [...counts.values()].sort((a, b) => a - b), first: at(0) };
  })()`);

describe.skipIf(!browser)('the picture of a mask', () => {
  it('has a pixel a weight: as many of each colour as remain, go in this round, and went before', async () => {
    const { page, complaints } = await openMasks({}, { width: 1600 });
    const survivors = (at: number): number => survivorsOf(layerBits(sampleMask(`lenet-mnist/trial-1/round-0${at}`, 'fc1'))).total;
    const [now, before] = [survivors(7), survivors(6)];
    await expect.poll(async () => (await pixels(page)).width).toBe(784);
    const { height, counts } = await pixels(page);
    expect(height).toBe(300);
    expect(counts).toEqual([before - now, now, 235_200 - before].sort((a, b) => a - b));
    expect(await words(page).textContent()).toContain(`${now.toLocaleString('en')} of 235,200 weights remain`);
    expect(await page.locator('canvas.mask').first().getAttribute('aria-label')).toContain('Mask of fc1.');
    expect(await page.locator('.mask-legend').innerText()).toContain('weights that each unit keeps');
    expect(complaints).toEqual([]);
  });

  it('is there of a ticket that another program has made and nobody has trained; the verdict says that it waits', async () => {
    const { document, ...snapshot } = sampleSnapshot();
    const ticket = { trial: 1, round: 7, remaining: 0.21 };
    const counts = { imported: { all: 1, trained: 0 }, title: '', text: '' };
    const headline = { kind: 'imported' as const, round: null, about: null, label: null, wouldTell: [], ...counts };
    const nothing = { rounds: [], trainings: [], retrainings: [], costs: [], state: 'finished' as const };
    const imported = document && { ...document, ...nothing, imported: [ticket], headline };
    const { page, complaints } = await openPanel(browser as Browser, { ...snapshot, progress: null, document: imported }, { width: 800 });
    await page.locator('.verdict strong', { hasText: /Imported.tickets/ }).waitFor();
    expect(await page.locator('.verdict').textContent()).toMatch(/0.of.1.trained/);
    await page.screenshot({ path: 'test-results/screenshots/imported-overview.png' });
    await page.getByRole('tab', { name: 'Masks' }).click();
    await page.locator('.mask-words:not([hidden])', { hasText: 'weights remain' }).waitFor();
    await page.screenshot({ path: 'test-results/screenshots/imported-masks.png' });
    expect(complaints).toEqual([]);
  });

  it('is of the layer and the trial that one chooses, and stays so after a reload', async () => {
    const { page, masks } = await openMasks();
    await choose(page, 'Layer', 'fc3');
    await expect.poll(() => words(page).textContent()).toContain('of 1,000 weights remain');
    await choose(page, 'Trial', '2');
    await expect.poll(() => masks).toContain('lenet-mnist/trial-2/round-07 fc3');
    await page.reload();
    await page.getByText('of 1,000 weights remain').waitFor();
    expect(await page.locator('.mask-fields').getByLabel('Trial').inputValue()).toBe('2');
  });

  it('can be ordered: the most connected unit first, or similar ones together', async () => {
    const { page } = await openMasks();
    await choose(page, 'Layer', 'fc2');
    await expect.poll(async () => (await pixels(page)).width).toBe(300);
    const pictures = new Set<string>();
    for (const order of ['stored', 'sorted', 'similar']) {
      await choose(page, 'Arrangement', order);
      await expect
        .poll(async () => {
          pictures.add(await page.evaluate(`document.querySelector('canvas.mask').toDataURL()`));
          return pictures.size;
        })
        .toBe(['stored', 'sorted', 'similar'].indexOf(order) + 1);
    }
  });

  it('shows the inputs of each unit as an image, and the kernels of a convolution as a grid', async () => {
    const dense = await openMasks();
    await choose(dense.page, 'Arrangement', 'tiles');
    await expect.poll(async () => ((await pixels(dense.page)).width + 1) % 29).toBe(0);
    const convolution = await openMasks({ convolutional: true });
    // 64 filters of 3 kernels of 3 x 3, a free place between them.
    await expect.poll(async () => ((await pixels(convolution.page)).width + 2) % 13).toBe(0);
    expect(await words(convolution.page).textContent()).toContain('A filter keeps');
    // Filters have no bars beside them, and are pictures enough.
    await expect.poll(() => convolution.page.locator('.mask-legend').innerText()).not.toContain('each unit keeps');
    expect(await convolution.page.getByText('Pixels that still matter').locator('visible=true').count()).toBe(0);
  });

  it('says what is under the pointer', async () => {
    const { page } = await openMasks({}, { width: 1600 });
    await page
      .locator('canvas.mask')
      .first()
      .hover({ position: { x: 30, y: 20 } });
    await expect.poll(() => page.locator('.mask-readout').textContent()).toMatch(/^unit 2[01], pixel row 2, column [23]: (remains|pruned)/);
  });

  it('of a layer of 4096 x 4096 weights is drawn with a scale', async () => {
    const host = await openSample(browser);
    const large = plainMask([4096, 4096]);
    host.mask = () => large;
    await host.page.getByRole('tab', { name: 'Masks' }).click();
    await host.page.locator('.mask-words', { hasText: 'of 16,777,216 weights remain' }).waitFor();
    await host.page.getByText('% of the weights in a pixel').waitFor();
    expect((await pixels(host.page)).width).toBeLessThan(1140);
    await host.page
      .locator('canvas.mask')
      .first()
      .hover({ position: { x: 30, y: 20 } });
    await expect.poll(() => host.page.locator('.mask-readout').textContent()).toMatch(/^near unit \d+, .* of \d+ weights remain$/);
  });

  it('that cannot be read says why, and comes when it can be read again', async () => {
    const host = await openSample(browser);
    const whole = host.mask;
    host.mask = () => {
      throw new Error('tensors/12ab.safetensors is damaged.');
    };
    await host.page.getByRole('tab', { name: 'Masks' }).click();
    await host.page.locator('#page-masks').getByText('tensors/12ab.safetensors is damaged.').waitFor();
    host.mask = whole;
    host.endpoint.emit('snapshot', host.snapshot);
    await host.page.locator('.mask-words', { hasText: 'weights remain' }).waitFor();
    expect(await host.page.getByText('is damaged').isVisible()).toBe(false);
  });
});

/** Presses Pause in the page itself as soon as a round is shown: before a test on a busy machine hears of it, the next one is there. */
const pauseAt = (words: string): string => `(() => {
  const shown = document.querySelector('.player .slider-words');
  const look = () => {
    const pause = document.querySelector('.player button');
    if (window.paused || shown.textContent !== ${JSON.stringify(words)} || pause.getAttribute('aria-label') !== 'Pause') return;
    window.paused = true;
    pause.click();
  };
  new MutationObserver(look).observe(document.querySelector('.player'), { subtree: true, childList: true, characterData: true, attributes: true });
})()`;

describe.skipIf(!browser)('the rounds', () => {
  it('play to the last one and stop there, and pause', async () => {
    const { page } = await openMasks({ rounds: 5 });
    await page.locator('.player input').focus();
    await page.keyboard.press('Home');
    await expect.poll(() => round(page).textContent()).toBe('Round 0 · dense');
    await page.evaluate(pauseAt('Round 1 · 80.0 %'));
    await page.getByRole('button', { name: 'Play the rounds' }).click();
    await expect.poll(() => page.evaluate('window.paused')).toBe(true);
    await page.getByRole('button', { name: 'Play the rounds' }).waitFor();
    expect(await round(page).textContent()).toBe('Round 1 · 80.0 %');
    await page.getByRole('button', { name: 'Play the rounds' }).click();
    await expect.poll(() => round(page).textContent()).toBe('Round 4 · 41.0 %');
    await page.getByRole('button', { name: 'Play the rounds' }).waitFor();
    expect(await page.locator('.player input').getAttribute('aria-valuetext')).toBe('Round 4 · 41.0 %');
  });

  it('are asked for once', async () => {
    const { page, masks } = await openMasks();
    const slider = page.locator('.player input');
    await slider.focus();
    for (const key of ['Home', 'ArrowRight', 'ArrowLeft', 'ArrowRight']) await page.keyboard.press(key);
    await expect.poll(() => round(page).textContent()).toBe('Round 1 · 80.0 %');
    await expect.poll(() => masks.filter((mask) => mask === 'lenet-mnist/trial-1/round-01 fc1')).toHaveLength(1);
    expect(new Set(masks).size).toBe(masks.length);
  });

  it('without motion change at once', async () => {
    const host = await openSample(browser);
    await host.page.emulateMedia({ reducedMotion: 'reduce' });
    await host.page.getByRole('tab', { name: 'Masks' }).click();
    await words(host.page).waitFor();
    await choose(host.page, 'Layer', 'fc2');
    await host.page.locator('canvas.past.fading').waitFor({ state: 'attached' });
    const past = await host.page.evaluate(`getComputedStyle(document.querySelector('canvas.past')).animationName`);
    expect(past).toBe('none');
  });
});

describe.skipIf(!browser)('beside the picture', () => {
  it('stands how far the trials agree, and what chance would give', async () => {
    const { page } = await openMasks();
    const row = page.locator('.overlap tbody tr');
    await row.waitFor();
    const [pair, shared, chance] = (await row.locator('th, td').allTextContents()).map((text) => text.trim());
    expect(pair).toBe('1 and 2');
    expect(Number.parseFloat(shared ?? '')).toBeGreaterThan(Number.parseFloat(chance ?? '') + 5);
    await page.getByText(/^Two trials share .* random masks of these sizes would share/).waitFor();
  });

  it('a table holds the survivors of every unit', async () => {
    const { page } = await openMasks();
    await page.getByText('Table of the survivors of each unit').click();
    const rows = page.locator('#page-masks details tbody tr');
    await expect.poll(() => rows.count()).toBe(300);
    const { rows: counts } = survivorsOf(layerBits(sampleMask('lenet-mnist/trial-1/round-07', 'fc1')));
    expect(await rows.nth(4).locator('th, td').first().textContent()).toBe('5');
    expect(await rows.nth(4).locator('td').first().textContent()).toBe(`${counts[4]} of 784`);
  });

  it('the picture can have the window to itself, until Escape', async () => {
    const { page } = await openMasks();
    await page.getByRole('button', { name: 'Large picture' }).click();
    expect(await page.locator('h1').isVisible()).toBe(false);
    expect(await page.locator('.player input').isVisible()).toBe(true);
    await page.screenshot({ path: 'test-results/screenshots/masks-presented.png' });
    await page.keyboard.press('Escape');
    expect(await page.locator('h1').isVisible()).toBe(true);
  });

  it.each<[ThemeName, number]>([
    ['dark', 1600],
    ['light', 800],
    ['highContrast', 1140],
    ['highContrastLight', 400],
  ])('the look, and axe finds nothing serious: %s, %i pixels', async (theme, width) => {
    const { page, complaints } = await openMasks({}, { theme, width });
    await page.getByText('Table of the survivors of each unit').click();
    await page.evaluate(axe);
    const found = await page.evaluate(
      `axe.run(document).then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + nodes[0].html))`,
    );
    expect(found).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.getByText('Table of the survivors of each unit').click();
    await page.screenshot({ path: `test-results/screenshots/masks-${theme}-${width}.png`, fullPage: true });
    await choose(page, 'Arrangement', 'tiles');
    await page.waitForTimeout(600);
    await page.screenshot({ path: `test-results/screenshots/masks-images-${theme}-${width}.png`, fullPage: true });
    expect(complaints).toEqual([]);
  });
});

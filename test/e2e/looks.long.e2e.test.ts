/** The packaged extension in every kind of theme and in a narrow window; the screenshots are there to be looked at. */
import type { FrameLocator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { screenshot, setTheme, webviewFrame } from './harness/index.mjs';
import { chooseInMenu, clearNotifications, expand, finished, showTickets } from './support/clicks.ts';
import { installed } from './support/installed.ts';
import { quick, runInTerminal } from './support/store.ts';

const vscode = installed();
let folder = '';

const themes = [
  { theme: 'Light Modern', body: 'vscode-light', name: 'light' },
  { theme: 'Dark Modern', body: 'vscode-dark', name: 'dark' },
  { theme: 'Dark High Contrast', body: 'vscode-high-contrast', name: 'high-contrast-dark' },
  { theme: 'Light High Contrast', body: 'vscode-high-contrast-light', name: 'high-contrast-light' },
];

beforeAll(() => {
  folder = vscode.folder();
  runInTerminal(folder, 'quick', quick);
});

/** What is asked of elements in the page. */
interface Root {
  readonly scrollWidth: number;
  readonly clientWidth: number;
}

const rootOf = (panel: FrameLocator): Promise<Root> =>
  panel.locator('html').evaluate(({ scrollWidth, clientWidth }: Root) => ({ scrollWidth, clientWidth }));

interface Canvas {
  readonly width: number;
  readonly height: number;
  getContext(kind: '2d'): { getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray } };
}

/** How many saturated colours it has: grid and words have none. */
function colorsOf(canvas: Canvas): number {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const colors = new Set<number>();
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = data.slice(at, at + 3);
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 60) colors.add((red << 16) | (green << 8) | blue);
  }
  return colors.size;
}

async function expectWhole(panel: FrameLocator): Promise<void> {
  const drawn = panel.locator('.drawing canvas:visible');
  await expect.poll(() => drawn.count()).toBeGreaterThanOrEqual(2);
  const charts = await drawn.all();
  // Lines and marks: an empty chart has axes only.
  for (const chart of charts) await expect.poll(() => chart.evaluate(colorsOf)).toBeGreaterThan(3);
  const beyond = async (): Promise<number> => {
    const { scrollWidth, clientWidth } = await rootOf(panel);
    return scrollWidth - clientWidth;
  };
  await expect.poll(beyond).toBe(0);
}

async function openPanel(): Promise<Page> {
  const page = await vscode.open(folder);
  await showTickets(page);
  await chooseInMenu(finished(page, 'quick'), 'Show Experiment');
  await webviewFrame(page).getByText('Finished: 10 of 10 trainings').waitFor();
  await expand(finished(page, 'quick'));
  return page;
}

describe('the panel and the sidebar', () => {
  it('are whole in light, dark and high contrast', async () => {
    const page = await openPanel();
    for (const { theme, body, name } of themes) {
      await setTheme(page, theme);
      await webviewFrame(page).locator(`body.${body}`).waitFor();
      await clearNotifications(page);
      await expectWhole(webviewFrame(page));
      await screenshot(page, `e2e-${name}`);
    }
  });

  it('are whole in a narrow window', async () => {
    const page = await openPanel();
    for (const wide of [1280, 1000, 720]) {
      await page.setViewportSize({ width: wide, height: 900 });
      await expect.poll(async () => (await rootOf(webviewFrame(page))).clientWidth).toBeLessThan(wide - 200);
      await expectWhole(webviewFrame(page));
      await screenshot(page, `e2e-narrow-${String(wide)}`);
    }
  });
});

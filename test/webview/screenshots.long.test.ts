import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { openBrowser } from './support/browser.ts';
import { openPanel } from './support/fake-host.ts';
import { sampleSnapshot } from './samples/snapshot.ts';
import { sampleSweep } from './samples/sweep.ts';
import type { ThemeName } from './support/themes.ts';

const folder = path.join(import.meta.dirname, '../../test-results/screenshots');
const browser = await openBrowser();
mkdirSync(folder, { recursive: true });
afterAll(() => browser?.close());

const looks: readonly [name: string, theme: ThemeName, width: number][] = [
  ['dark', 'dark', 1140],
  ['light', 'light', 1140],
  ['high-contrast', 'highContrast', 1140],
  ['high-contrast-light', 'highContrastLight', 1140],
  ['narrow', 'dark', 500],
];

test.skipIf(!browser).each(looks)('every tab can be drawn: %s', async (name, theme, width) => {
  const host = await openPanel(browser as Browser, sampleSnapshot({ censored: true }), { theme, width });
  for (const tab of ['Overview', 'Curves', 'Masks', 'Layers', 'Claims', 'Config']) {
    await host.page.getByRole('tab', { name: tab }).click();
    await host.page.waitForTimeout(250);
    await host.page.screenshot({ path: path.join(folder, `${name}-${tab.toLowerCase()}.png`), fullPage: true });
  }
  expect(host.complaints).toEqual([]);
  await host.page.close();
});

test.skipIf(!browser).each(looks)('a sweep can be drawn: %s', async (name, theme, width) => {
  const host = await openPanel(browser as Browser, { ...sampleSweep(), document: null }, { theme, width, experiment: 'lr', sweep: true });
  await host.page.locator('table.sweep').waitFor();
  await host.page.waitForTimeout(250);
  await host.page.screenshot({ path: path.join(folder, `${name}-sweep.png`), fullPage: true });
  expect(host.complaints).toEqual([]);
  await host.page.close();
});

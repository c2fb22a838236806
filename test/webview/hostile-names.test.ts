/** An experiment of which every name and every sentence is markup, on all pages of its panel: nothing of it becomes an element. */
import { expect, test } from 'vitest';
import type { PanelSnapshot } from '../../src/shared/channel/webview-protocol.ts';
import { sampleSnapshot } from './samples/snapshot.ts';
import { openPanel } from './support/fake-host.ts';
import { usePanel } from './support/use-panel.ts';

const hostile = `<img src=x onerror="window.wasRun = true"><a href="command:x">y</a><script>window.wasRun = true</script>\u202e${'long '.repeat(4000)}`;
/** What people or other programs have written. */
const named = new Set(['experiment', 'failure', 'configPath', 'reason', 'device', 'title', 'text', 'values', 'damage']);

const replaced = (snapshot: PanelSnapshot): PanelSnapshot =>
  JSON.parse(JSON.stringify(snapshot), (key, value: unknown) => {
    if (!named.has(key)) return value;
    return typeof value === 'string' ? hostile : Array.isArray(value) ? [hostile] : value;
  }) as PanelSnapshot;

/** Elements and attributes that none of our pages has. */
const foreign = 'img, script:not([src]):not([type]), iframe, a[href^="command:"], [onerror]';

const panels = await usePanel();

test.skipIf(!panels.browser).each(['finished', 'failed', 'running'] as const)('an experiment that is %s', async (state) => {
  if (!panels.browser) return;
  const snapshot = replaced(sampleSnapshot({ state }));
  const document = snapshot.document && { ...snapshot.document, state, failure: hostile, damage: [hostile] };
  const { page, complaints } = await openPanel(panels.browser, { ...snapshot, document }, { width: 700 });
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    expect(await page.locator(foreign).count()).toBe(0);
  }
  expect(await page.evaluate('window.wasRun')).toBeUndefined();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(700);
  expect(complaints).toEqual([]);
});

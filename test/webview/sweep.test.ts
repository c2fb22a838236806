import { afterAll, describe, expect, test } from 'vitest';
import { openBrowser } from './support/browser.ts';
import { openPanel } from './support/fake-host.ts';
import { sampleSnapshot } from './samples/snapshot.ts';
import { sampleSweep } from './samples/sweep.ts';

const browser = await openBrowser();
const member = 'lr@learningRate=0.0012';
afterAll(() => browser?.close());

describe.skipIf(!browser)('sweeps and instability in the panel', () => {
  test('a member shows the table of its sweep; other experiments have no such tab', async () => {
    if (!browser) return;
    const { page, endpoint, complaints } = await openPanel(browser, { ...sampleSweep(), sweep: [] }, { experiment: member });
    expect(await page.getByRole('tab', { name: 'Sweep' }).isVisible()).toBe(false);
    endpoint.emit('snapshot', sampleSweep());
    await page.getByRole('tab', { name: 'Sweep' }).click();
    const rows = await page.locator('table.sweep tbody tr').all();
    const names = await Promise.all(rows.map((row) => row.locator('th').innerText()));
    expect(names.map((name) => name.trim())).toEqual(['learningRate=0.0006', 'learningRate=0.0012', 'learningRate=0.0024']);
    expect(await rows[1]?.locator('td').allTextContents()).toEqual(
      ['97.47 %', '2,700', '16.9 %', '98.36 %', '2,200', '21.1 %, best', '52 of 56'].map((text, index) =>
        index === 6 ? expect.any(String) : text,
      ),
    );
    expect(await rows[2]?.locator('td').last().innerText()).toMatch(/of 56, running$/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a request shows the tab once; who has gone elsewhere since stays there', async () => {
    if (!browser) return;
    const asked = { ...sampleSweep(), tab: { id: 'sweep', request: 7 } };
    const { page, endpoint } = await openPanel(browser, asked, { experiment: member });
    const selected = (name: string): Promise<string | null> => page.getByRole('tab', { name }).getAttribute('aria-selected');
    await expect.poll(() => selected('Sweep')).toBe('true');
    await page.getByRole('tab', { name: 'Masks' }).click();
    endpoint.emit('snapshot', asked);
    await page.waitForTimeout(100);
    expect(await selected('Masks')).toBe('true');
    endpoint.emit('snapshot', { ...asked, tab: { id: 'sweep', request: 8 } });
    await expect.poll(() => selected('Sweep')).toBe('true');
    await page.close();
  });

  test("a click on a member asks for its panel, and the chart's numbers can be saved", async () => {
    if (!browser) return;
    const host = await openPanel(browser, { ...sampleSweep(), tab: { id: 'sweep', request: 1 } }, { experiment: member });
    await host.page.getByRole('button', { name: 'learningRate=0.0006' }).click();
    await expect.poll(() => host.members).toEqual(['lr@learningRate=0.0006']);
    await host.page.getByLabel('Export: the sweep').click();
    await host.page.getByRole('button', { name: 'Save numbers as CSV...' }).click();
    await expect.poll(() => host.saved.map(({ name, kind }) => [name, kind])).toEqual([['sweep', 'csv']]);
    const lines = host.saved[0]?.content.trim().split('\n') ?? [];
    // Nine sizes of two members, three of the last.
    expect(lines).toHaveLength(1 + 9 + 9 + 3);
    expect(lines[1]).toMatch(/^learningRate=0\.0006,100,97\.27/);
    await host.page.close();
  });

  test('barriers have a table where they were measured', async () => {
    if (!browser) return;
    const snapshot = sampleSnapshot();
    const { page, endpoint } = await openPanel(browser, snapshot);
    const table = page.getByRole('region', { name: 'Table of instability' });
    expect(await table.isVisible()).toBe(false);
    const one = { trial: 1, round: 3, points: [], lossBarrier: 0.0123, errorBarrier: 0.0045 };
    const two = { ...one, trial: 2, lossBarrier: 0.0323, errorBarrier: 0.0055 };
    const document = snapshot.document && { ...snapshot.document, instability: [one, two] };
    endpoint.emit('snapshot', { ...snapshot, document });
    await table.waitFor();
    expect(await table.locator('tbody tr > *').allTextContents()).toEqual(['3', '51.3 %', '0.50', '0.0223', '2']);
    await page.close();
  });
});

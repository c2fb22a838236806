import { afterAll, describe, expect, test } from 'vitest';
import { sweepRow } from '../../src/shared/sweep-row.ts';
import { openBrowser } from './browser.ts';
import { openPanel } from './fake-host.ts';
import { sampleSnapshot } from './sample-snapshot.ts';

const browser = await openBrowser();
afterAll(() => browser?.close());

describe.skipIf(!browser)('sweeps and instability in the panel', () => {
  test('a member shows the table of its sweep; other experiments have no such tab', async () => {
    if (!browser) return;
    const snapshot = sampleSnapshot();
    const { document } = snapshot;
    if (!document) throw new Error('the sample has a document');
    const rows = ['0.1', '0.2'].map((rate) => sweepRow({ ...document, experiment: `lr@learningRate=${rate}` }));
    const { page, endpoint, complaints } = await openPanel(browser, snapshot);
    expect(await page.getByRole('tab', { name: 'Sweep' }).isVisible()).toBe(false);
    endpoint.emit('snapshot', { ...snapshot, sweep: rows });
    await page.getByRole('tab', { name: 'Sweep' }).click();
    const names = await page.locator('table.sweep tbody th').allTextContents();
    expect(names.map((name) => name.trim())).toEqual(['learningRate=0.1', 'learningRate=0.2']);
    expect(await page.locator('table.sweep tbody tr').first().locator('td').allTextContents()).toContain('97.47 %');
    expect(complaints).toEqual([]);
    await page.close();
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

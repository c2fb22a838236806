import { afterAll, describe, expect, test } from 'vitest';
import { openBrowser } from './support/browser.ts';
import { chartsIn } from './support/charts.ts';
import { openPanel } from './support/fake-host.ts';
import { sampleSnapshot } from './samples/snapshot.ts';
import { sampleSweep } from './samples/sweep.ts';

const browser = await openBrowser();
const member = 'lr@learningRate=0.0012';
afterAll(() => browser?.close());

describe.skipIf(!browser)('sweeps and instability in the panel', () => {
  test('a page of its own has the best winning ticket, a chart and a row a member with its verdict', async () => {
    if (!browser) return;
    const { page, complaints } = await openPanel(browser, { ...sampleSweep(), document: null }, { experiment: 'lr', sweep: true });
    await page.locator('table.sweep').waitFor();
    expect(await page.locator('h1').textContent()).toBe('lr');
    expect(await page.getByRole('tab').count()).toBe(0);
    expect(await page.locator('.verdict').textContent()).toContain(
      'The smallest winning ticket has 21.1\u00a0% of the weights. It is that of learningRate=0.0012.',
    );
    expect(await page.locator('.progress-text').textContent()).toMatch(/^Running: \d+ of 168 trainings/);
    const rows = await page.locator('table.sweep tbody tr').all();
    const names = await Promise.all(rows.map((row) => row.locator('th').innerText()));
    expect(names.map((name) => name.trim())).toEqual(['0.0006', '0.0012', '0.0024']);
    expect(await page.locator('table.sweep thead th').first().innerText()).toBe('learningRate');
    expect((await rows[1]?.locator('td').allTextContents())?.slice(0, 6)).toEqual([
      '97.47 %',
      '2,700',
      '16.9 %',
      '98.36 %',
      '2,200',
      '21.1 %, best',
    ]);
    expect((await rows[2]?.locator('td').allTextContents())?.[5]).toBe('not yet');
    expect(await rows[2]?.locator('td').last().innerText()).toMatch(/of 56, running$/);
    const charts = await chartsIn(page, 'main');
    const members = names.map((name) => `learningRate=${name.trim()}`);
    expect(charts.map(({ lines }) => lines.map(({ label }) => label))).toEqual([members, members]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a member leads to the page of its sweep; other experiments have no such button', async () => {
    if (!browser) return;
    const { document } = sampleSweep();
    const host = await openPanel(browser, { document, progress: null, ticket: null, canRun: true }, { experiment: member });
    await host.page.getByRole('button', { name: 'Sweep' }).click();
    await expect.poll(() => host.sweeps.length).toBe(1);
    const other = await openPanel(browser, sampleSnapshot());
    expect(await other.page.getByRole('button', { name: 'Sweep' }).isVisible()).toBe(false);
    await host.page.close();
    await other.page.close();
  });

  test("a click on a member asks for its panel, and the chart's numbers can be saved", async () => {
    if (!browser) return;
    const host = await openPanel(browser, { ...sampleSweep(), document: null }, { experiment: 'lr', sweep: true });
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

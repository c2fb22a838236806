/** Tables of words have rows as blocks where they are narrow, and columns that stand beside one another where there is room: neither scrolls sideways. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { PanelSnapshot } from '../../src/shared/channel/webview-protocol.ts';
import { type Language, useLanguage } from '../../src/shared/text/language.ts';
import { sampleComparison } from './samples/compared.ts';
import { sampleSnapshot } from './samples/snapshot.ts';
import { sampleSweep } from './samples/sweep.ts';
import { openComparison } from './support/compare-host.ts';
import { openPanel, type PanelOptions } from './support/fake-host.ts';
import { usePanel } from './support/use-panel.ts';

const { browser } = await usePanel();
const bundle = readFileSync(path.join(import.meta.dirname, '../../l10n/bundle.l10n.ru.json'), 'utf8');
const russian: Language = { locale: 'ru', messages: JSON.parse(bundle) as Record<string, string> };

/** Boxes of the page whose tables are wider than they. */
const scrolling = `[...document.querySelectorAll('.scroll-box')]
  .filter((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth).map((box) => box.getAttribute('aria-label'))`;

/** The left edges of the cells of each column, without repetitions: one a column where they are aligned. */
const edges = (selector: string): string => `(() => {
  const rows = [...document.querySelectorAll('${selector} tr')].map((row) => [...row.cells].map((cell) => cell.getBoundingClientRect().left));
  return rows[0].map((_, column) => new Set(rows.map((row) => row[column])).size);
})()`;

async function claims(width: number): Promise<Page> {
  const { page } = await openPanel(browser!, sampleSnapshot({ censored: true }), { width });
  await page.getByRole('tab', { name: 'Claims' }).click();
  return page;
}

const comparison = async (width: number): Promise<Page> => (await openComparison(browser!, sampleComparison(), 'light', { width })).page;

describe.skipIf(!browser)('tables of words', () => {
  test.each([
    { name: 'claims', open: claims, tables: ['table.claims'] },
    { name: 'comparison', open: comparison, tables: ['table.compared', 'table.settings'] },
  ])('do not scroll sideways at any width, and have aligned columns from 720 pixels: $name', async ({ open, tables }) => {
    for (const width of [360, 400, 719, 720, 800, 1140]) {
      const page = await open(width);
      expect.soft(await page.evaluate(scrolling), String(width)).toEqual([]);
      const columns = await Promise.all(tables.map((table) => page.evaluate(edges(table))));
      const aligned = columns.flat().every((count) => count === 1);
      expect.soft(aligned, String(width)).toBe(width >= 720);
      await page.close();
    }
  });

  test('say in each cell of a block what it is, and stay tables for screen readers', async () => {
    const page = await claims(400);
    const row = page
      .getByRole('table', { name: /^Claims/ })
      .getByRole('row')
      .nth(1);
    expect(await row.getByRole('rowheader').count()).toBe(1);
    expect(await row.getByRole('cell').count()).toBe(4);
    const words = await row.locator('td').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-column')));
    expect(words).toEqual(['Outcome', 'At', 'The paper', 'This run']);
    expect(await page.getByRole('columnheader').allTextContents()).toEqual(['Claim', ...words]);
  });
});

describe.skipIf(!browser)('all tables', () => {
  const [lenet, conv] = [() => sampleSnapshot({ censored: true }), () => sampleSnapshot({ convolutional: true })];
  const sweep = (): PanelSnapshot => ({ ...sampleSweep(), document: null });
  const tabs = ['overview', 'masks', 'layers', 'claims'];
  /** Accuracy and early stop of every series in one row, or a number for each of five layers. */
  const both = (...labels: readonly string[]): readonly string[] => labels.flatMap((label) => [label, russian.messages[label] ?? label]);
  const wide = both('Table of rounds', 'Table of pruned and untrained networks', 'Table of the sweep');
  const byLayer = both('Weights remaining in each layer, by round');

  async function scrollingIn(snapshot: () => PanelSnapshot, options: PanelOptions): Promise<readonly string[]> {
    useLanguage(options.language ?? null);
    const { page } = await openPanel(browser!, snapshot(), options);
    useLanguage(null);
    const found: string[] = [];
    for (const tab of options.sweep ? [] : tabs) {
      await page.locator(`#tab-${tab}`).click();
      await page.locator('.scroll-box:visible').first().waitFor();
      await page.waitForTimeout(100);
      found.push(...((await page.evaluate(scrolling)) as string[]));
    }
    if (options.sweep) await page.locator('table.sweep').waitFor();
    return [...found, ...((await page.evaluate(scrolling)) as string[])];
  }

  const samples = [
    { name: 'dense layers', snapshot: lenet, options: {}, allowed: wide },
    { name: 'convolutions', snapshot: conv, options: {}, allowed: [...wide, ...byLayer] },
    { name: 'sweep', snapshot: sweep, options: { experiment: 'lr', sweep: true }, allowed: wide },
  ];

  test.each(samples.flatMap((sample) => [null, russian].map((language) => ({ ...sample, language, locale: language?.locale ?? 'en' }))))(
    'scroll sideways at 400 pixels only where rows have many numbers, and nowhere at 800: $name, $locale',
    async ({ snapshot, options, allowed, language }) => {
      const shown = { ...options, ...(language && { language }) };
      const narrow = await scrollingIn(snapshot, { ...shown, width: 400 });
      expect.soft(narrow.filter((label) => !allowed.includes(label))).toEqual([]);
      expect.soft(await scrollingIn(snapshot, { ...shown, width: 800 })).toEqual([]);
    },
  );

  test.each([400, 800])('the marks of the verdict stand in the middle of their lines: %i pixels', async (width) => {
    const { page } = await openPanel(browser!, lenet(), { width });
    await page.locator('.facts-table .codicon').first().waitFor();
    const off = await page.evaluate(`[...document.querySelectorAll('.facts-table tr')].map((row) => {
      const middle = (node) => { const { top, bottom } = node.getBoundingClientRect(); return (top + bottom) / 2; };
      const words = document.createRange();
      words.selectNodeContents(row.cells[3]);
      return Math.abs(middle(row.cells[1].firstElementChild) - middle(words));
    })`);
    expect(Math.max(...(off as number[]))).toBeLessThanOrEqual(2.5);
  });
});

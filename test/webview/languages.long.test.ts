/** Every word of the pages comes from the bundle of the language, and longer words find room. */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { PanelSnapshot } from '../../src/shared/channel/webview-protocol.ts';
import { ticketName } from '../../src/shared/results/ticket-name.ts';
import { type Language, useLanguage } from '../../src/shared/text/language.ts';
import { pseudoLanguage, unmarked } from '../pseudo-language.ts';
import { sampleComparison } from './samples/compared.ts';
import { sampleSnapshot } from './samples/snapshot.ts';
import { sampleSweep } from './samples/sweep.ts';
import { sampleTicket } from './samples/ticket.ts';
import { openBrowser } from './support/browser.ts';
import { openComparison } from './support/compare-host.ts';
import { type FakeHost, openPanel, type PanelOptions } from './support/fake-host.ts';
import { cutTexts, type PageText, pageTexts, wideElements } from './support/page-words.ts';

const folder = path.join(import.meta.dirname, '../../test-results/screenshots');
mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
afterAll(() => browser?.close());
afterEach(async () => {
  useLanguage(null);
  await Promise.all((browser?.contexts() ?? []).flatMap((context) => context.pages()).map((page) => page.close()));
});

const pseudo = pseudoLanguage();
const bundle = readFileSync(path.join(import.meta.dirname, '../../l10n/bundle.l10n.ru.json'), 'utf8');
const russian: Language = { locale: 'ru', messages: JSON.parse(bundle) as Record<string, string> };
const tabs = ['overview', 'curves', 'masks', 'layers', 'claims', 'config'] as const;

/** Names of networks, data sets, layers, experiments, tickets, claims, settings and files, hashes, and n, the number of trainings: in every language as they are. */
const names =
  /LeNet-300-100|Conv-2|MNIST|CIFAR-10|TensorFlow\.js|lenet-[a-z]+|one-shot|conv-[a-z]+|adam(-slow)?|dense\d|conv\d|fc\d|output|trial-\d|round-\d\d|learningRate|training\.|\b[0-9a-f]{8,}\b|\bn \d|(?<=\d)e-\d+|\bCSV\b|\bPNG\b|\bSVG\b/g;

/** The config as it was run, and its path. */
const isFile = (from: string): boolean => from === 'pre' || from === 'span.dim path';

/** Words without marks. */
const strange = (texts: readonly PageText[]): readonly string[] =>
  texts
    .filter(({ text, from }) => !isFile(from) && /\p{L}/u.test(unmarked(text).replace(names, '')))
    .map(({ text, from }) => `${from}: ${text}`);

/** Numbers with a decimal point, which Russian does not have; settings have it, as in a config. */
const pointed = (texts: readonly PageText[]): readonly string[] =>
  texts
    .filter(({ text, from }) => !isFile(from) && from !== 'td.setting' && /(?<![\d.=])\d+\.\d+(?![\d.])/.test(text))
    .map(({ text, from }) => `${from}: ${text}`);

const speaking = <T>(language: Language, make: () => T): T => {
  useLanguage(language);
  const made = make();
  useLanguage(null);
  return made;
};

/** @param snapshot Its claims are sentences of the host, which speaks the language too. */
const panelIn = (language: Language, snapshot: () => PanelSnapshot, options: PanelOptions = {}): Promise<FakeHost> =>
  openPanel(browser!, speaking(language, snapshot), { ...options, language });

async function goTo(page: Page, tab: string): Promise<void> {
  await page.locator(`#tab-${tab}`).click();
  await page.waitForTimeout(200);
}

/** Opens everything that is folded, and reads a chart by keys. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(`document.querySelectorAll('details').forEach((node) => (node.open = true))`);
  const chart = page.locator('.stage:visible[tabindex]').first();
  if ((await chart.count()) > 0) {
    await chart.focus();
    await page.keyboard.press('End');
  }
  await page.waitForTimeout(100);
}

async function wordsOf(page: Page): Promise<readonly PageText[]> {
  await unfold(page);
  return pageTexts(page);
}

const withTicket = (options: Parameters<typeof sampleSnapshot>[0] = {}): PanelSnapshot => {
  const snapshot = sampleSnapshot(options);
  const name = ticketName({ experiment: 'lenet-mnist', trial: 1, round: 3 });
  return { ...snapshot, ticket: snapshot.document && sampleTicket(name, snapshot.document) };
};

const states: Readonly<Record<string, readonly [snapshot: () => PanelSnapshot, tabs: readonly string[]]>> = {
  'at work': [() => withTicket({ censored: true }), tabs],
  'of convolutions': [() => withTicket({ convolutional: true }), ['masks', 'layers', 'claims']],
  interrupted: [() => sampleSnapshot({ state: 'interrupted', rounds: 1 }), ['overview', 'masks']],
  failed: [() => sampleSnapshot({ state: 'failed', rounds: 3 }), ['overview']],
  'never run': [() => ({ document: null, progress: null, ticket: null, canRun: false }), tabs],
};

describe.skipIf(!browser)('pages whose every message is marked', () => {
  it.each(Object.entries(states))('have no other words, and no decimal points, in any tab: %s', async (_, [snapshot, shown]) => {
    const { page, complaints } = await panelIn(pseudo, snapshot);
    for (const tab of shown) {
      await goTo(page, tab);
      const words = await wordsOf(page);
      expect.soft(strange(words), tab).toEqual([]);
      expect.soft(pointed(words), tab).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });

  it('have no other words in a sweep and in a comparison', async () => {
    const sweep = await panelIn(pseudo, () => ({ ...sampleSweep(), document: null }), { experiment: 'lenet-lr', sweep: true });
    await sweep.page.locator('table.sweep').waitFor();
    const comparison = await openComparison(browser!, sampleComparison(), 'dark', { language: pseudo });
    for (const { page } of [sweep, comparison]) {
      const words = await wordsOf(page);
      expect.soft(strange(words)).toEqual([]);
      // The members of a sweep are called by their settings.
      expect.soft(pointed(words.filter(({ from }) => from !== 'button.row-button'))).toEqual([]);
    }
  });

  it('have room for words that are 40 % longer, 400 pixels wide', async () => {
    const { page } = await panelIn(pseudo, () => withTicket({ censored: true }), { width: 400 });
    const comparison = await openComparison(browser!, sampleComparison(), 'light', { width: 400, language: pseudo });
    const cut = async (of: Page, name: string): Promise<void> => {
      await of.screenshot({ path: path.join(folder, `pseudo-400-${name}.png`), fullPage: true });
      expect.soft(await wideElements(of), name).toEqual([]);
      expect.soft(await cutTexts(of), name).toEqual([]);
    };
    for (const tab of tabs) {
      await goTo(page, tab);
      await cut(page, tab);
    }
    await cut(comparison.page, 'compare');
  });
});

describe.skipIf(!browser)('pages in Russian', () => {
  it.each([
    ['dark', 1140],
    ['light', 400],
  ] as const)('%s, %i pixels', async (theme, width) => {
    const { page, complaints } = await panelIn(russian, () => withTicket({ censored: true }), { theme, width });
    for (const tab of tabs) {
      await goTo(page, tab);
      await page.screenshot({ path: path.join(folder, `russian-${theme}-${tab}.png`), fullPage: true });
      expect.soft(await cutTexts(page), tab).toEqual([]);
    }
    const comparison = await openComparison(browser!, sampleComparison(), theme, { width, language: russian });
    await comparison.page.screenshot({ path: path.join(folder, `russian-${theme}-compare.png`), fullPage: true });
    expect.soft(await cutTexts(comparison.page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('saves pictures as they are shown, and numbers in English', async () => {
    const { page, saved } = await panelIn(russian, () => sampleSnapshot());
    for (const kind of ['SVG', 'CSV']) {
      await page.locator('.round-charts .menu > summary[title^="Экспорт"]').first().click();
      await page.locator('.round-charts').getByRole('button', { name: kind }).first().click();
    }
    await expect.poll(() => saved.length).toBe(2);
    expect(saved[0]?.content).toContain('осталось весов, %');
    expect(saved[1]?.content).toContain('series,"weights remaining, %","test accuracy, %"');
    expect(saved[1]?.content).not.toMatch(/[а-яё]/i);
  });
});

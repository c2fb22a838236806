/**
 * Every page in every kind of theme, at 400, 800 and 1,600 pixels and at 200 %, and in Russian, to be looked at: `WT_ALL_LOOKS=1 npx vitest run --project webview all-looks` leaves the
 * pictures in test-results/looks. Too many for every run; what can be judged by a program is judged by looks.test.ts and languages.test.ts.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import type { PanelSnapshot } from '../../src/shared/channel/webview-protocol.ts';
import { ticketName } from '../../src/shared/results/ticket-name.ts';
import { type Language, useLanguage } from '../../src/shared/text/language.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { sampleComparison } from './samples/compared.ts';
import { sampleSnapshot } from './samples/snapshot.ts';
import { sampleSweep } from './samples/sweep.ts';
import { sampleTicket } from './samples/ticket.ts';
import { openComparison } from './support/compare-host.ts';
import { openPanel, type PanelOptions } from './support/fake-host.ts';
import { cutTexts, wideElements } from './support/page-words.ts';
import { type ThemeName, themes } from './support/themes.ts';
import { usePanel } from './support/use-panel.ts';

const root = path.join(import.meta.dirname, '../..');
const folder = path.join(root, 'test-results/looks');
const { browser } = process.env['WT_ALL_LOOKS'] ? await usePanel() : { browser: null };
mkdirSync(folder, { recursive: true });

/** Width in pixels of the page, and pixels of the screen to each. */
const sizes = { '400': [400, 1], '800': [800, 1], '1600': [1600, 1], '200-percent': [800, 2] } as const;
type Size = keyof typeof sizes;
const places = (Object.keys(themes) as ThemeName[]).flatMap((theme) =>
  (Object.keys(sizes) as Size[]).map((size) => [theme, size] as const),
);

/** Longer words meet every theme and every size once. */
const russianPlaces = [
  ['light', '400'],
  ['dark', '800'],
  ['highContrast', '1600'],
  ['highContrastLight', '200-percent'],
] as const satisfies readonly (readonly [ThemeName, Size])[];
const bundle = readFileSync(path.join(root, 'l10n/bundle.l10n.ru.json'), 'utf8');
const russian: Language = { locale: 'ru', messages: JSON.parse(bundle) as Record<string, string> };

const nothing: PanelSnapshot = { document: null, progress: null, ticket: null, canRun: true };
const everyTab = ['overview', 'curves', 'masks', 'layers', 'claims', 'config'];

function withTicket(snapshot: PanelSnapshot): PanelSnapshot {
  const name = ticketName({ experiment: 'lenet-mnist', trial: 1, round: 3 });
  return { ...snapshot, ticket: snapshot.document && sampleTicket(name, snapshot.document) };
}

const card = 'NVIDIA GeForce RTX 4070 Laptop GPU (driver 565.57.01)';
/** Trains on a graphics card, whose pill is long. */
function onCard(): PanelSnapshot {
  const snapshot = sampleSnapshot({ rounds: 3 });
  const engine = { name: 'tfjs', numerics: 1, backend: 'webgpu', device: card };
  return { ...snapshot, document: snapshot.document && { ...snapshot.document, engine } };
}

const states: Readonly<Record<string, readonly [snapshot: () => PanelSnapshot, tabs: readonly string[], PanelOptions]>> = {
  run: [() => sampleSnapshot({ censored: true }), everyTab, {}],
  ticket: [() => withTicket(sampleSnapshot({ state: 'finished' })), ['overview', 'masks', 'layers'], {}],
  conv: [() => withTicket(sampleSnapshot({ convolutional: true })), ['masks', 'layers'], {}],
  empty: [() => nothing, ['overview', 'curves', 'masks'], {}],
  // The data are read.
  begins: [() => ({ ...nothing, running: true }), ['overview'], {}],
  measures: [() => ({ ...nothing, running: true, measuring: { device: card } }), ['overview'], {}],
  card: [onCard, ['overview', 'config'], {}],
  interrupted: [() => sampleSnapshot({ state: 'interrupted', rounds: 1 }), ['overview'], {}],
  failed: [() => sampleSnapshot({ state: 'failed', rounds: 3 }), ['overview'], {}],
  sweep: [() => ({ ...sampleSweep(), document: null }), [], { experiment: 'lr', sweep: true }],
};

/** Leaves a picture, and says what is cut or too wide. */
async function look(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(250);
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
  expect.soft(await wideElements(page), name).toEqual([]);
  expect.soft(await cutTexts(page), name).toEqual([]);
}

/** The host speaks the language too: claims are its sentences. */
function speaking<T>(language: Language | null, make: () => T): T {
  useLanguage(language);
  const made = make();
  useLanguage(null);
  return made;
}

const prefix = (language: Language | null): string => (language ? `${language.locale}-` : '');

async function lookAtPanel(state: string, theme: ThemeName, size: Size, language: Language | null = null): Promise<void> {
  const [snapshot, tabs, options] = states[state] ?? [];
  if (!snapshot || !tabs) throw new Error(state);
  const [width, scale] = sizes[size];
  const shown = { ...options, theme, width, scale, ...(language ? { language } : {}) };
  const { page, complaints } = await openPanel(browser as Browser, speaking(language, snapshot), shown);
  const name = (tab: string): string => `${prefix(language)}${state}${tab}-${size}-${theme}`;
  for (const tab of tabs) {
    await page.locator(`#tab-${tab}`).click();
    await look(page, name(`-${tab}`));
  }
  if (tabs.length === 0) await look(page, name(''));
  expect(complaints).toEqual([]);
}

async function lookAtComparison(theme: ThemeName, size: Size, language: Language | null = null): Promise<void> {
  const [width, scale] = sizes[size];
  const snapshot = speaking(language, () => sampleComparison());
  const { page } = await openComparison(browser as Browser, snapshot, theme, { width, scale, language });
  await look(page, `${prefix(language)}compare-${size}-${theme}`);
}

/** What a reader's browser is told of colours. */
const readers = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  highContrast: { colorScheme: 'dark', forcedColors: 'active' },
  highContrastLight: { colorScheme: 'light', forcedColors: 'active' },
} as const;

async function lookAtReport(file: string, size: Size): Promise<void> {
  const [width, deviceScaleFactor] = sizes[size];
  for (const [name, colors] of Object.entries(readers)) {
    const page = await (browser as Browser).newPage({ viewport: { width, height: 900 }, deviceScaleFactor, ...colors });
    await page.goto(`file://${file}`);
    await look(page, `report-${size}-${name}`);
  }
}

const report = (): string => {
  const [store, output] = ['test/fixtures/store/version-1/store', path.join(temporaryFolder(), 'report.html')];
  execFileSync(process.execPath, ['dist/cli.js', 'report', 'earlier', '--force', '--store', store, '--out', output], { cwd: root });
  return output;
};

describe.skipIf(!browser)('every page, to be looked at', () => {
  afterEach(async () => void (await Promise.all((browser?.contexts() ?? []).map((context) => context.close()))));

  for (const state of Object.keys(states)) test.each(places)(`${state}: %s, %s`, (theme, size) => lookAtPanel(state, theme, size));
  for (const state of Object.keys(states))
    test.each(russianPlaces)(`${state} in Russian: %s, %s`, (theme, size) => lookAtPanel(state, theme, size, russian));

  test.each(places)('comparison: %s, %s', (theme, size) => lookAtComparison(theme, size));
  test.each(russianPlaces)('comparison in Russian: %s, %s', (theme, size) => lookAtComparison(theme, size, russian));

  test.each(Object.keys(sizes) as Size[])('report: %s', (size) => lookAtReport(report(), size));
});

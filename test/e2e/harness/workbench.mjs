// Drives VS Code's window: opens it, runs commands, reaches into webviews.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../../../scripts/bring/chromium.mjs';

const patience = 90_000;
const screenshots = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../test-results/screenshots');

/** @returns {Promise<import('playwright-core').Browser>} */
export async function launchBrowser() {
  const { executablePath, args, env } = await findChromium();
  return chromium.launch({ executablePath, args, env, timeout: patience });
}

/** The Explorer is the last to come; whatever is opened before that may lose its focus again. @param {import('playwright-core').Page} page */
export async function whenSettled(page) {
  await page.locator('.explorer-folders-view').waitFor({ timeout: patience });
  await page.waitForTimeout(2_000);
}

/** Where the page looks for its language; a server without a language pack names none, and VS Code itself stays English. @param {string} locale */
const speak = (locale) => `globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(locale)};`;

/**
 * @param {import('playwright-core').Browser} browser
 * @param {{ url: string }} server
 * @param {string | null} folder null for a window without one
 * @param {{ settled?: boolean, viewport?: { width: number, height: number }, locale?: string | undefined }} [options] `settled: false` does not wait for the Explorer
 */
export async function openWorkbench(browser, server, folder, { settled = true, viewport = { width: 1400, height: 900 }, locale } = {}) {
  const page = await browser.newPage({ viewport });
  if (locale) await page.addInitScript(speak(locale));
  page.setDefaultTimeout(patience);
  const payload = encodeURIComponent(JSON.stringify([['skipWelcome', 'true']]));
  const opened = folder === null ? 'ew=true' : `folder=${encodeURIComponent(folder)}`;
  await page.goto(`${server.url}/?${opened}&payload=${payload}`);
  await page.locator('.monaco-workbench').waitFor();
  if (settled) await whenSettled(page);
  return page;
}

/** Opens F1 until it stays, types, and waits for the row. @param {import('playwright-core').Page} page @param {string} title */
async function findCommand(page, title) {
  const input = page.locator('.quick-input-widget input');
  await page.keyboard.press('F1');
  await input.waitFor({ timeout: 10_000 });
  await input.fill(`>${title}`);
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  await row.waitFor({ timeout: 15_000 });
  return row;
}

/**
 * Runs a command of the palette by its title, as "Category: Title".
 * @param {import('playwright-core').Page} page
 * @param {string} title
 */
export async function runCommand(page, title) {
  for (const end = Date.now() + patience; ;) {
    try {
      return await (await findCommand(page, title)).click({ timeout: 15_000 });
    } catch (error) {
      // Whatever takes the focus closes the palette.
      if (Date.now() > end) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** The document inside the open webview. @param {import('playwright-core').Page} page */
export const webviewFrame = (page) => page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');

/** @param {import('playwright-core').Page} page @param {string} name */
export async function screenshot(page, name) {
  mkdirSync(screenshots, { recursive: true });
  const file = path.join(screenshots, `${name}.png`);
  await page.screenshot({ path: file, timeout: patience });
  return file;
}

/** Picks a colour theme by its label, as "Dark Modern". @param {import('playwright-core').Page} page @param {string} theme */
export async function setTheme(page, theme) {
  // The list has a theme once the extension that brings it has been found, and so has the window.
  await page.locator('.monaco-workbench[class*="-json"]').waitFor();
  await runCommand(page, 'Preferences: Color Theme');
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: theme }).first();
  for (const end = Date.now() + patience; ;) {
    try {
      // The palette is there until the list of themes takes its place, and with it what was typed.
      await page.locator('.quick-input-widget input').fill(theme, { timeout: 15_000 });
      await row.click({ timeout: 15_000 });
      break;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** The dialog in which a file to save is named: in the browser it is an input with a list of folders. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Its input, as soon as the suggested path stands in it. */
export async function saveDialog(page: Page): Promise<Locator> {
  const input = page.locator('.quick-input-widget input[type=text]').first();
  await input.waitFor();
  await expect.poll(() => input.inputValue()).toMatch(/\.\w+$/);
  // It reads the folder before it takes an answer.
  await page.locator('.quick-input-widget .quick-input-list .monaco-list-row').first().waitFor();
  await page.waitForTimeout(500);
  return input;
}

/** @param file Instead of the one that is suggested. */
export async function answerSaveDialog(page: Page, file?: string): Promise<void> {
  const input = await saveDialog(page);
  if (file !== undefined) {
    await input.fill(file);
    await page.waitForTimeout(1000);
  }
  await page.keyboard.press('Enter');
}

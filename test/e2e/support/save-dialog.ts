/** The dialog in which a file to save is named: in the browser it is an input with a list of folders. */
import type { Locator, Page } from 'playwright-core';

/** Its input, as soon as the suggested path stands in it. */
export async function saveDialog(page: Page): Promise<Locator> {
  const input = page.locator('.quick-input-widget input[type=text]').first();
  await input.waitFor();
  for (let left = 100; left > 0 && !/\.\w+$/.test(await input.inputValue()); left--) await page.waitForTimeout(100);
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

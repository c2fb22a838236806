import type { Page } from 'playwright-core';

/** What the table says of a round. */
export const rowOf = async (page: Page, round: number): Promise<string[]> =>
  (await page.locator(`.rounds tbody tr[data-key="${round}"] > *:visible`).allTextContents()).map((text) => text.trim());

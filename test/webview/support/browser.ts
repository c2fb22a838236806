import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../../scripts/bring/chromium.mjs';
import { requireOrSkip } from '../../../scripts/bring/skip-or-fail.mjs';

/** An installed Chromium, else npm's; null, said loudly, where there is none. */
export async function openBrowser(): Promise<Browser | null> {
  try {
    return await chromium.launch(await findChromium());
  } catch (error) {
    requireOrSkip('Chromium', error);
    return null;
  }
}

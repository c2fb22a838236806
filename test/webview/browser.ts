import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

interface Scripts {
  findChromium(): Promise<{ readonly executablePath: string; readonly env: Record<string, string>; readonly args: string[] }>;
  requireOrSkip(what: string, error: unknown): void;
}

const script = (name: string): Promise<unknown> => import(path.join(import.meta.dirname, '../../scripts', name));

/** An installed Chromium, else npm's; null, said loudly, where there is none. */
export async function openBrowser(): Promise<Browser | null> {
  const { findChromium } = (await script('chromium.mjs')) as Scripts;
  try {
    return await chromium.launch(await findChromium());
  } catch (error) {
    const { requireOrSkip } = (await script('skip-or-fail.mjs')) as Scripts;
    requireOrSkip('Chromium', error);
    return null;
  }
}

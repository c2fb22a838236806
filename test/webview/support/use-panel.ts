import type { Browser } from 'playwright-core';
import { afterAll, afterEach } from 'vitest';
import type { sampleSnapshot } from '../samples/snapshot.ts';
import { openBrowser } from './browser.ts';
import type { FakeHost, PanelOptions } from './fake-host.ts';
import { openSample } from './open-sample.ts';

interface Panels {
  /** null where there is no Chromium. */
  readonly browser: Browser | null;
  /** A panel with the sample experiment, drawn. */
  open(sample?: Parameters<typeof sampleSnapshot>[0], options?: PanelOptions): Promise<FakeHost>;
}

/** A browser for the tests of a file; pages are closed after each test, the browser after the last. */
export async function usePanel(): Promise<Panels> {
  const browser = await openBrowser();
  const pages = () => browser?.contexts().flatMap((context) => context.pages()) ?? [];
  afterEach(async () => void (await Promise.all(pages().map((page) => page.close()))));
  afterAll(() => browser?.close());
  return { browser, open: (sample = {}, options = {}) => openSample(browser, sample, options) };
}

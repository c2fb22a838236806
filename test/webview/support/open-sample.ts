import type { Browser } from 'playwright-core';
import { type FakeHost, openPanel, type PanelOptions } from './fake-host.ts';
import { sampleSnapshot } from '../samples/snapshot.ts';

/** A panel with the sample experiment, drawn. */
export async function openSample(
  browser: Browser | null,
  sample: Parameters<typeof sampleSnapshot>[0] = {},
  options: PanelOptions = {},
): Promise<FakeHost> {
  const host = await openPanel(browser as Browser, sampleSnapshot(sample), options);
  if (host.snapshot.document) await host.page.waitForSelector('.rounds tbody tr, .verdict.failed');
  return host;
}

/** A ticket that runs by itself, in a browser: the logits that it has in Node, which are the engine's. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ticketModule } from '../../src/formats/sparse/ticket-module.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { networkOf, ticketOf, uniform } from '../unit/formats/tickets.ts';
import { openBrowser } from './support/browser.ts';

const root = path.join(import.meta.dirname, '../..');
const parts = {
  runtime: readFileSync(path.join(root, 'src/formats/sparse/runtime.mjs'), 'utf8'),
  imageLayers: readFileSync(path.join(root, 'src/formats/sparse/image-layers.mjs'), 'utf8'),
  wasm: readFileSync(path.join(root, 'build/ticket.wasm')),
};

interface OpenTicket {
  logits(samples: ArrayLike<number>): Float32Array;
  classify(samples: ArrayLike<number>): number[];
}

let browser: Browser | null = null;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

it.for([
  ['fully connected layers', [{ units: 30 }, { units: 10 }]],
  ['convolutions', [{ kind: 'convolution', filters: 4, activation: 'relu' }, { kind: 'max-pool' }, { units: 10 }]],
] as const)('classifies in Chromium as in Node, to the last bit of its logits: %s', async ([, layers], context) => {
  if (!browser) return context.skip();
  const network = networkOf(layers, [1, 6, 6]);
  const text = ticketModule(ticketOf(network, 0.1, { values: 'bytes', mean: [0.1307], standardDeviation: [0.3081] }), parts);
  const draw = uniform('browser');
  const samples = Array.from({ length: 20 * 36 }, () => Math.floor(256 * draw()));

  const file = path.join(temporaryFolder(), 'ticket.mjs');
  writeFileSync(file, text);
  const here = await ((await import(pathToFileURL(file).href)) as { open(): Promise<OpenTicket> }).open();

  const page = await browser.newPage();
  await page.route('https://ticket.test/**', (route) =>
    route.request().url().endsWith('.mjs')
      ? route.fulfill({ contentType: 'text/javascript', body: text })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>ticket</title>' }),
  );
  await page.goto('https://ticket.test/');
  // As a text: what compiles the tests would make another `import` of this one.
  const there: { readonly logits: readonly number[]; readonly classes: readonly number[] } = await page.evaluate(`(async () => {
    const values = ${JSON.stringify(samples)};
    const ticket = await (await import('https://ticket.test/ticket.mjs')).open();
    return { logits: [...ticket.logits(values)], classes: ticket.classify(values) };
  })()`);
  await page.close();

  expect(there.logits).toHaveLength(200);
  expect(there.logits).toEqual([...here.logits(samples)]);
  expect(there.classes).toEqual(here.classify(samples));
});

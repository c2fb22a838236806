/** The tickets of a convolutional network, as the panel and the terminal get them. */
import { expect, it } from 'vitest';
import { openStore } from '../../../src/runs/library/store.ts';
import { run } from '../cli/harness.ts';
import { carryOut, newStore, request, smallConfig } from './harness.ts';

const layers = [
  { kind: 'convolution' as const, filters: 20 },
  { kind: 'convolution' as const, filters: 6, kernelSize: 5 },
  { kind: 'max-pool' as const },
  { kind: 'flatten' as const },
  { units: 10 },
];
const config = smallConfig({
  network: { layers },
  training: { iterations: 20 },
  pruning: { rounds: 1, rates: { convolution: 0.9 } },
  controls: { randomReinit: 0, randomMask: 0 },
});

it('filters are counted, sent a page at a time, and shown in the terminal', async () => {
  const storeFolder = newStore();
  expect(await carryOut(request(storeFolder, { config }))).toMatchObject({ state: 'finished', failure: null });
  const [store, ticket] = [openStore(storeFolder), 'small/trial-1/round-01'];
  const [details, analysis] = [await store.ticket(ticket), await store.analyse(ticket)];
  expect(details.layers.map(({ name, kind, shape }) => [name, kind, shape])).toEqual([
    ['conv1', 'convolution', [20, 1, 3, 3]],
    ['conv2', 'convolution', [6, 20, 5, 5]],
    ['fc1', 'output', [10, 96]],
  ]);
  // 180 and 3,000 weights at 90 %.
  expect(details.layers.slice(0, 2).map(({ remaining }) => remaining)).toEqual([18, 300]);
  const { filters } = details.layers[0]!;
  expect([filters?.filters, filters?.weights]).toEqual([20, 9]);
  expect(filters?.pruned).toBe(analysis.layers[0]!.unitsWithoutIncoming);
  expect(filters?.pruned).toBeGreaterThan(0);
  expect(details.layers[2]).not.toHaveProperty('filters');

  const pages = await Promise.all([0, 16].map((firstChannel) => store.kernels(ticket, { layer: 'conv2', filter: 3, firstChannel })));
  expect(pages.map(({ kernels }) => kernels.length)).toEqual([16, 4]);
  const kept = pages.flatMap(({ kernels }) => kernels.flatMap((kernel) => kernel.kept));
  expect(kept).toHaveLength(500);
  expect(kept.reduce((sum, one) => sum + one, 0)).toBe(analysis.layers[1]!.incoming[3]);
  expect(pages[0]!.kernels[0]!.trained).not.toEqual(pages[0]!.kernels[0]!.initial);
  await expect(store.kernels(ticket, { layer: 'conv9', filter: 0, firstChannel: 0 })).rejects.toThrow('has no layer "conv9"');

  const mask = await store.layerMask(ticket, 'conv2');
  expect(mask).toMatchObject({ ticket, layer: 'conv2', shape: [6, 20, 5, 5] });
  const bytes = Buffer.from(mask.bits, 'base64');
  expect(bytes).toHaveLength(375);
  const filter3 = Array.from({ length: 500 }, (_, index) => (bytes[(1500 + index) >>> 3]! >>> ((1500 + index) & 7)) & 1);
  expect(filter3).toEqual(kept);
  await expect(store.layerMask(ticket, 'conv9')).rejects.toThrow('has no layer "conv9"');
  await expect(store.layerMask(ticket, 'a\u001b[2J')).rejects.toThrow('has no layer "a\\u{1b}[2J"');

  const { out } = await run(storeFolder, 'show', ticket, '--store', storeFolder);
  expect(out).toMatch(/conv1 +convolution +20 x 1 x 3 x 3 +180 +18 +10\.0 %/);
  expect(out).toMatch(new RegExp(`conv1 +20 +${String(filters?.pruned)} +9 +0 +${String(filters?.median)} +${String(filters?.most)}\n`));
  expect(out).toContain('Of a convolution a unit is a filter, an input a channel.');
});

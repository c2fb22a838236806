import { expect, it } from 'vitest';
import { trainingMemoryBytes } from '../../../../../src/engine/wasm/worker-memory.ts';
import { layersOf } from '../../../../../src/shared/config/networks/layer-names.ts';
import { resolveLayers } from '../../../../../src/shared/config/networks/resolve-layers.ts';
import type { NetworkName } from '../../../../../src/shared/config/schema/network-schema.ts';
import { imageInputFor } from '../../support/image-input.ts';
import { memoryOf, memoryOrder, page } from '../memory-order.ts';
import { trainInputFor } from '../../support/synthetic.ts';

it.each<{ name: NetworkName; batchSize: number; density: number | null }>([
  { name: 'conv-2', batchSize: 60, density: null },
  { name: 'conv-2-dropout', batchSize: 37, density: 0.3 },
  { name: 'conv-6', batchSize: 60, density: 0.7 },
  { name: 'resnet-20', batchSize: 128, density: null },
  { name: 'resnet-20', batchSize: 20, density: 0.1 },
])(
  'the formula is at least what $name takes, and at most 15 % more, batch $batchSize, density $density',
  ({ name, batchSize, density }) => {
    const inputShape = [3, 32, 32];
    const network = { inputShape, classes: 10, layers: resolveLayers(layersOf(name), inputShape) };
    const input = imageInputFor({ network, density, count: 200, seed: 'memory', spec: { batchSize } });
    const taken = memoryOf(input);
    const order = memoryOrder(input);
    const stated = trainingMemoryBytes(order, density ?? 1);
    expect(stated).toBeGreaterThanOrEqual(taken - page);
    expect(stated).toBeLessThan(1.15 * taken);
    expect(trainingMemoryBytes(order, null)).toBeGreaterThanOrEqual(stated);
  },
);

it('counts the images that moved samples of a fully connected network are made into', () => {
  const data = { count: 140, kind: 'bytes', zeros: 0.8 } as const;
  const spec = { batchSize: 60, augmentation: { flip: true, crop: 1, seed: 'move' } };
  const input = trainInputFor({ sizes: [144, 30, 10], density: null, seed: 'moved', data, spec });
  const shaped = { pool: { ...input.data.pool, sampleShape: [1, 12, 12] }, test: { ...input.data.test, sampleShape: [1, 12, 12] } };
  const moved = { ...input, data: { ...input.data, ...shaped } };
  expect(trainingMemoryBytes(memoryOrder(moved), 1)).toBeGreaterThanOrEqual(memoryOf(moved) - page);
});

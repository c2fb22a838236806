import { expect, it } from 'vitest';
import { shapeOf } from '../../../src/engine/wasm/samples-in-memory.ts';
import { WasmSession } from '../../../src/engine/wasm/session.ts';
import { WasmMemory } from '../../../src/engine/wasm/wasm-memory.ts';
import { workerMemoryBytes } from '../../../src/engine/wasm/worker-memory.ts';
import { layersOf } from '../../../src/shared/config/layers-of.ts';
import type { NetworkName } from '../../../src/shared/config/network-schema.ts';
import { resolveLayers } from '../../../src/shared/config/resolve-layers.ts';
import { imageInputFor } from './image-input.ts';
import { kernelBytes } from './kernel-bytes.ts';

it.each<[NetworkName, number, number | null]>([
  ['conv-2', 60, null],
  ['conv-2-dropout', 37, 0.3],
  ['conv-6', 60, 0.7],
  ['resnet-20', 128, null],
  ['resnet-20', 20, 0.1],
])('the stated formula is never less than what %s takes, nor twice as much, batch %d, density %s', (name, batchSize, density) => {
  const inputShape = [3, 32, 32];
  const network = { inputShape, classes: 10, layers: resolveLayers(layersOf(name), inputShape) };
  const input = imageInputFor({ network, density, count: 200, seed: 'memory', spec: { batchSize } });
  const memory = new WasmMemory(kernelBytes);
  new WasmSession(memory, input);
  const stated = workerMemoryBytes(network, [input.data.pool, input.data.test].map(shapeOf), batchSize);
  expect(stated).toBeGreaterThanOrEqual(memory.size - 65_536);
  expect(stated).toBeLessThan((density === null ? 2 : 4) * memory.size);
});

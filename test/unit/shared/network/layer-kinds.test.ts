import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../../../../src/engine/reference/engine.ts';
import { layeredNetworkBytes } from '../../../../src/engine/wasm/layered/layered-memory.ts';
import { geometryOf } from '../../../../src/engine/wasm/memory/geometry.ts';
import { createWasmEngine } from '../../../../src/engine/wasm/engine.ts';
import { layerKindNames } from '../../../../src/shared/network/layer-kinds.ts';
import type { Layer, Network } from '../../../../src/shared/network/network.ts';
import { parametersOf } from '../../../../src/shared/network/parameters.ts';
import { kernelBytes } from '../../engine/support/kernel-bytes.ts';

const output: Layer = { kind: 'dense', name: 'fc1', inputs: 4, outputs: 2, activation: 'none' };
/** As a file of a later version may have it. */
const later = { kind: 'attention', name: 'attention1', inputShape: [4], outputShape: [4] } as unknown as Layer;
const network: Network = { inputShape: [4], classes: 2, layers: [later, output] };
const samples = { count: 1, sampleShape: [4], values: new Float32Array(4), labels: new Uint8Array(1) };
const evaluation = { network, weights: new Map(), samples, mean: [0], standardDeviation: [1] };

describe('a layer of a kind that this version does not know', () => {
  it.each<[string, () => unknown]>([
    ['has no parameters that could be listed', () => parametersOf(network)],
    ['takes no memory that could be stated', () => layeredNetworkBytes(network, [geometryOf(60)], 1)],
    ['is not run by the embedded engine', () => createWasmEngine(kernelBytes).evaluate(evaluation)],
    ['is not run by the reference engine', () => createReferenceEngine().evaluate(evaluation)],
  ])('%s: it is refused by name', (_, use) => {
    expect(use).toThrow('This version has no layers of the kind "attention".');
  });
});

it('a kind is no property that every object has', () => {
  const inherited = { ...later, kind: 'constructor' } as unknown as Layer;
  expect(() => parametersOf({ layers: [inherited] })).toThrow('"constructor"');
  expect(layerKindNames).not.toContain('constructor');
});
